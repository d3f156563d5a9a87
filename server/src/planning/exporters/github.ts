import type { Exporter } from "./exporter.ts";
import { workItemsOf } from "./workItems.ts";

/** The body of `POST /repos/{owner}/{repo}/issues`. */
interface Issue {
  title: string;
  body: string;
  labels: string[];
}

/** GitHub refuses longer ones. */
const MAX_TITLE = 256;

/** Bodies for GitHub's API, in order: the plan as one issue, then one for each task that is open. */
export const github: Exporter = {
  format: "github",
  mediaType: "application/json; charset=utf-8",
  extension: "github.json",
  write({ plan, version: { content, metadata } }) {
    const labels = metadata.priority ? [`priority: ${metadata.priority}`] : [];
    const overall: Issue = {
      title: plan.title.slice(0, MAX_TITLE),
      body: content,
      labels: ["plan"],
    };
    const tasks = workItemsOf(content)
      .filter(({ isDone }) => !isDone)
      .map(({ title, notes, path }): Issue => {
        const from = `From “${[plan.title, ...path].join("” › “")}”.`;
        return {
          title: title.slice(0, MAX_TITLE),
          body: [notes, from].join("\n\n").trim(),
          labels,
        };
      });
    return `${JSON.stringify({ issues: [overall, ...tasks] }, null, 2)}\n`;
  },
};
