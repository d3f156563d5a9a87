import { stringify } from "csv-stringify/sync";
import type { Exporter } from "./exporter.ts";
import { workItemsOf } from "./workItems.ts";

const columns = [
  "Issue Id",
  "Parent Id",
  "Issue Type",
  "Summary",
  "Description",
  "Status",
  "Priority",
  "Labels",
] as const;
type Row = Record<(typeof columns)[number], string>;

const priorities = { low: "Low", medium: "Medium", high: "High", critical: "Highest" } as const;
/** Jira refuses longer ones. */
const MAX_SUMMARY = 255;

/** For Jira's CSV import: the plan is an epic, every checkbox a task in it. */
export const jira: Exporter = {
  format: "jira",
  mediaType: "text/csv; charset=utf-8",
  extension: "csv",
  write({ plan, version: { content, metadata } }) {
    const priority = priorities[metadata.priority ?? "medium"];
    const common = { Priority: priority, "Parent Id": "" };
    const epic: Row = {
      ...common,
      "Issue Id": "1",
      "Issue Type": "Epic",
      Summary: plan.title.slice(0, MAX_SUMMARY),
      Description: content,
      Status: plan.status === "completed" ? "Done" : "To Do",
      Labels: "",
    };
    const tasks = workItemsOf(content).map(({ title, notes, isDone, path }, index): Row => ({
      ...common,
      "Issue Id": `${index + 2}`,
      "Parent Id": "1",
      "Issue Type": "Task",
      Summary: title.slice(0, MAX_SUMMARY),
      Description: notes,
      Status: isDone ? "Done" : "To Do",
      Labels: label(path.at(-1) ?? ""),
    }));
    // A spreadsheet that opens the file is not to run what a task begins with.
    return stringify([epic, ...tasks], {
      header: true,
      columns: [...columns],
      escape_formulas: true,
    });
  },
};

/** Jira's labels are single words. */
function label(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
}
