import type { CommandArgs, PlanVersion } from "@voiceplan/protocol";
import { findSection } from "../planning/findSection.ts";
import { taskPlace } from "../planning/guided/revise/placing.ts";
import { withListItem } from "../planning/tasks.ts";
import { startsWithVerb } from "../planning/templates/wording.ts";
import { defineCommand } from "./command.ts";
import { openPlan } from "./openPlan.ts";
import { keepRevision } from "./planRevision.ts";

/** After "add a task to" these begin a place or a thing, and no work. */
const noWork =
  /^(?:the|an?|my|our|your|this|that|these|those|it|them|each|every|all|any|some|another|be|users?|plan|list|backlog|testing|rollout|risks|board|queue|project|calendar)\b/i;

/** Verbs that make a thing of a task that goes before them: a task list, a task queue. */
const parts =
  /^(?:list|queue|view|filter|search|schedule|form|model|type|report|display|group|log|page|board)/i;

/** With nothing to announce it, only what begins with a verb is work. */
function isWork(words: string): boolean {
  return startsWithVerb(words) && /\s/.test(words.trim()) && !parts.test(words);
}

/** The last words may name a section, where the plan has one of exactly that title: "… to testing". */
function placed(text: string, { sections }: PlanVersion): CommandArgs<"task.add"> {
  const [, words, name] = /^(.*\S) (?:to|in|into|under) (?:the )?(.+)$/i.exec(text) ?? [];
  const isThere = sections.some(({ title }) => title.toLowerCase() === name?.toLowerCase());
  return words && name && isThere ? { text: words, section: name } : { text };
}

export const taskAdd = defineCommand({
  name: "task.add",
  summary: "Add a task to the plan",
  examples: ["Add a task to write the load tests", "Add a task to testing: try it on a phone"],
  phrases: [
    "@addTask (to | in | ~under | ~for | ~into) [the] [~section] {section:@section} [section | ~phase | ~list] {text:aside}",
    "@addTask (to | in | ~under | ~for | ~into) [the] [~section] {section:@section} [section | ~phase | ~list] (to | ~that says | ~saying | called | ~named | ~for) {text:rest}",
    "@addTask (to | in | ~under) [the] {section} (section | phase) [~to | ~that says | ~called] {text:rest}",
    "@addTask to {work:rest} (to | in | ~under) [the] {section:@section} (section | ~phase | ~list)",
    "@addTask (called | ~named | ~that says | ~saying | ~for) {text:rest} (to | in | ~under) [the] {section:@section} (section | ~phase | ~list)",
    "~add {text} (to | in | under) [the] {section:@section} (section | phase)",
    "@addTask (~called | ~named | ~that says | ~saying | ~titled) {text:rest}",
    "@addTask {text:aside}",
    "@addTask to {work:rest}",
    "@addTask {verb:rest} (to | in | ~under) [the] {section:@section} (section | ~phase | ~list)",
    "@addTask {verb:rest}",
    "~put (a | another) (task | to do) on [the] [task | to do] list {text:aside}",
    "~@addTask for {work:rest}",
    "~[(i | we) need [a]] (new task | another task | new to do) {text:aside} | ~i need (a | another) task to {work:rest}",
    "~(remind (me | us) to | put) {work} (on | to) [the | my] (task list | to do list | list of tasks | todo list)",
    "add {text} (to | as) [the | my | a] (tasks | task list | to do list | ~todo list | ~list of tasks | task)",
  ],
  readSlots({ text, work, verb, section }) {
    if (work !== undefined && noWork.test(work)) return null;
    if (verb !== undefined && !isWork(verb)) return null;
    const words = (text ?? work ?? verb ?? "").replace(/^["“']|["”']$/g, "").trim();
    if (
      !/\p{L}/u.test(words) ||
      /^(?:(?:it|this|that|something|button|page)$|(?:an? |the )?(?:new )?(?:task|to ?do)\b)/i.test(
        words,
      )
    )
      return null;
    return section === undefined ? { text: words } : { text: words, section };
  },
  async run(args, context) {
    const open = await openPlan(context);
    if (!open) return { say: "", planner: context.text };
    const { plan, version } = open;
    const { text, section: wanted } =
      args.section === undefined ? placed(args.text, version) : args;
    const named = wanted === undefined ? null : findSection(version, wanted);
    if (wanted !== undefined && !named)
      return {
        say: `I find no section ${wanted} in ${plan.title}. Nothing was added.`,
        result: { plan },
      };
    const { title, line, task, under } = taskPlace(version, named?.title, text);
    const kept = await keepRevision(context, open, {
      content: withListItem(version.content, title, line, under),
      changeSummary: `Added to ${title}: ${task}`,
    });
    return {
      say: `Added to ${title}: ${task.replace(/[.!?]+$/, "")}.`,
      result: { plan: kept.saved.plan, task, section: title },
      ...kept,
    };
  },
});
