import { exportFormats } from "../planning/exporters/index.ts";
import { defineCommand } from "./command.ts";
import { noPlanOpen, planOf } from "./openPlan.ts";
import { spokenList } from "./speech.ts";

const spoken: Readonly<Record<string, string>> = {
  md: "Markdown",
  json: "JSON",
  pdf: "PDF",
  html: "HTML",
  jira: "Jira CSV",
  trello: "Trello JSON",
  github: "GitHub issues",
};

/** A format and no plan: also what somebody wants to have built. */
export const bareFormat = /^\W*(?:an? )?(?:[\w-]+ ){1,2}export\W*$/i;

function formatOf(words: string): string {
  const plain = words.toLowerCase().replaceAll(/\s+/g, "");
  if (/^(?:markdown|md|text)/.test(plain)) return "md";
  if (/^(?:json|jason)/.test(plain)) return "json";
  return plain.replace(/^github.*/, "github");
}

export const planExport = defineCommand({
  name: "plan.export",
  summary: "Export the plan as a file",
  examples: ["Export the plan as Markdown", "Export it as JSON"],
  phrases: [
    "(export | download) [@itself | ~the document] [as | to | in | into] [a] {format:@format} [file | format | ~document]",
    "~(get | have) (it | this | @plan) (as | in) [a] {format:@format} [file | format]",
    "~(save | give me | get me | send me | i need | i want | create | make | generate | produce | write) [@itself] (as | in | into) [a] {format:@format} [file | format | document]",
    "~(give me | get me | make | create | generate | produce) [a] {format:@format} [file | export | version | copy] (of | from | for) (@plan | it | this)",
    "(export | download) (@plan | it | this) [to [a] file | ~for me | ~as a file]",
    "~[a] {format:@format} export [@ofPlan] | ~(turn | convert) (@plan | it | this) [in | into | to] [a] {format:@format} [file]",
  ],
  readSlots: ({ format }) => ({ format: format === undefined ? "md" : formatOf(format) }),
  async run({ format }, context) {
    const plan = await planOf(context);
    if (!plan && bareFormat.test(context.text)) return { say: "", planner: context.text };
    if (!plan) return noPlanOpen(context);
    const known = exportFormats.find((one) => one === format);
    const name = (one: string) => spoken[one] ?? one;
    if (!known)
      return {
        say: `I cannot export as ${name(format)} yet. I can as ${spokenList(exportFormats.map(name), "or")}.`,
        result: { plan, formats: exportFormats },
      };
    const url = `/api/devplans/${plan.id}/export?format=${known}`;
    return {
      say: `Here is ${plan.title} as ${name(known)}.`,
      result: { plan, url, format: known },
      plan,
    };
  },
});
