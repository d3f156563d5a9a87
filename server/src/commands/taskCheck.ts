import { tasksOf, withTaskDone, type Task } from "../planning/tasks.ts";
import { defineCommand } from "./command.ts";
import { resolveName } from "./names.ts";
import { noPlanOpen, openPlan } from "./openPlan.ts";
import type { Pending } from "./pending.ts";
import { keepRevision } from "./planRevision.ts";
import { countOf, spokenList } from "./speech.ts";

export const taskCheck = defineCommand({
  name: "task.check",
  summary: "Check off a task",
  examples: ["Check off the load tests", "Mark the load tests as done"],
  phrases: [
    "(check | tick | ~cross | ~strike) off [the | ~my] [task] {text}",
    "(check | tick | ~cross | ~strike) [the | ~my] [task] {text} off [~the list | ~my list]",
    "(mark | ~set | ~flag) [the | ~my] [task] {text} (as | ~to) (done | complete | completed | finished | ~checked)",
    "(complete | finish | ~close | ~check | ~tick) [the | ~my] task {text}",
    "~mark [the] task {text} (done | complete | completed | finished)",
    "[the] task {text} is [now | ~already] (done | complete | completed | finished)",
    "~(i | we) [have] [just] (finished | completed | done | did) [the | my] task {text:rest}",
    "~(i | we) am done with [the] task {text} | ~(i am | we are) (done | finished) with the task {text}",
  ],
  readSlots({ text = "" }) {
    const plain = text.replace(
      /^(?:(?:the|my|our|a) )?(?:task |to do )?(?:(?:to|of|about|called|named) )?/i,
      "",
    );
    const isOther =
      /^(?:plan|it|this|that|status|them|all|everything|dev plan|development plan|task|tasks|one)?$/i;
    return isOther.test(plain) ||
      /^(?:orders?|messages?|items?|users?)\b|\bin (?:the|an?) (?!\w+ (?:section|phase|list)\b)/i.test(
        plain,
      )
      ? null
      : { text: plain };
  },
  async run({ text }, context) {
    const open = await openPlan(context);
    if (!open && wish.test(context.text)) return { say: "", planner: context.text };
    if (!open) return noPlanOpen(context);
    const { plan, version } = open;
    const tasks = tasksOf(version.content);
    const waiting = tasks.filter(({ isDone }) => !isDone);
    const meant = resolveName(
      text,
      waiting.map((task) => task.text),
    );
    if (meant.kind === "several") {
      const asks: Pending = { command: "task.check", arg: "text", choices: [...meant.names] };
      return {
        say: `Did you mean ${spokenList(meant.names, "or")}?`,
        result: { plan, choices: meant.names, asks },
      };
    }
    const task = meant.kind === "one" ? waiting.find((one) => one.text === meant.name) : undefined;
    if (!task) return { say: notFound(text, tasks), result: { plan } };
    const kept = await keepRevision(context, open, {
      content: withTaskDone(version.content, task),
      changeSummary: `Done: ${task.text}`,
    });
    const left = waiting.length - 1;
    const rest = left === 0 ? "All tasks are done." : `${capitalised(countOf(left, "task"))} left.`;
    return {
      say: `Done: ${task.text.replace(/[.!?]+$/, "")}. ${rest}`,
      result: { plan: kept.saved.plan, task: task.text, left },
      ...kept,
    };
  },
});

const wish = /^\W*(?:i|we)(?:['’]d| would)? (?:want|like|need|wish|plan)\b/i;

function notFound(said: string, tasks: readonly Task[]): string {
  const done = tasks.filter(({ isDone }) => isDone).map(({ text }) => text);
  const meant = resolveName(said, done);
  if (meant.kind === "one") return `That is done already: ${meant.name}.`;
  return `I find no open task about ${said}.`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
