/** A line such as `- [ ] Write the load tests`. */
export interface Task {
  text: string;
  isDone: boolean;
  /** Where in the Markdown its mark stands, between the brackets. */
  at: number;
}

/** What was ticked or unticked, by what names the task: see {@link taskKey}. */
export type Ticks = ReadonlyMap<string, boolean>;

const TASK = /^((?:\s|>)*(?:[-*+]|\d+[.)])\s+\[)([ xX])\]\s+(\S.*?)\s*$/;
const FENCE = /^(?:\s|>)*(?:```|~~~)/;

/** The tasks of a plan, in order; what looks like one inside fenced code is none. */
export function tasksOf(markdown: string): Task[] {
  const tasks: Task[] = [];
  let isCode = false;
  let start = 0;
  for (const line of markdown.split("\n")) {
    if (FENCE.test(line)) isCode = !isCode;
    const [, lead, mark, text] = isCode ? [] : (TASK.exec(line) ?? []);
    if (lead !== undefined && text !== undefined) {
      tasks.push({ text, isDone: mark !== " ", at: start + lead.length });
    }
    start += line.length + 1;
  }
  return tasks;
}

/** Names a task by its words, and by how many of the same words stand before it. */
export function taskKey(tasks: readonly Task[], index: number): string | null {
  const task = tasks[index];
  if (!task) return null;
  const before = tasks.slice(0, index).filter(({ text }) => text === task.text).length;
  return `${before} ${task.text}`;
}

/** The plan with these tasks ticked or unticked; those that are gone are left out, all else stays. */
export function withTicks(markdown: string, ticks: Ticks): string {
  if (ticks.size === 0) return markdown;
  const tasks = tasksOf(markdown);
  let text = markdown;
  for (const [index, { at, isDone }] of tasks.entries()) {
    const wanted = ticks.get(taskKey(tasks, index) ?? "") ?? isDone;
    if (wanted !== isDone) text = `${text.slice(0, at)}${wanted ? "x" : " "}${text.slice(at + 1)}`;
  }
  return text;
}

export const noTicks: Ticks = new Map();

/** With one more tick; a later one for the same task takes the place of the earlier. */
export function addTick(ticks: Ticks, key: string, isDone: boolean): Ticks {
  return new Map([...ticks, [key, isDone]]);
}

/** What is left to be saved when `saved` is. */
export function ticksLeft(ticks: Ticks, saved: Ticks): Ticks {
  return new Map([...ticks].filter(([key, isDone]) => saved.get(key) !== isDone));
}

/** What a version that ticks tasks is about, as its summary. */
export function ticksInWords(ticks: Ticks): string {
  const words = (isDone: boolean): string | null => {
    const keys = [...ticks].filter(([, done]) => done === isDone).map(([key]) => key);
    const [first] = keys;
    if (first === undefined) return null;
    const what =
      keys.length > 1 ? `${keys.length} tasks` : `“${short(first.replace(/^\d+ /, ""))}”`;
    return `${isDone ? "checked off" : "opened again"} ${what}`;
  };
  const said = [words(true), words(false)].filter((part) => part !== null).join(", ");
  return said.charAt(0).toUpperCase() + said.slice(1);
}

function short(text: string): string {
  return text.length > 100 ? `${text.slice(0, 99)}…` : text;
}
