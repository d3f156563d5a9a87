import type { Milestone, PlanSection } from "@voiceplan/protocol";
import { readingParts } from "../planning/aloud.ts";
import { findSection } from "../planning/findSection.ts";
import { dateText } from "../planning/guided/write/renderPlan.ts";
import { tasksOf } from "../planning/tasks.ts";
import { hours } from "../planning/templates/wording.ts";
import { defineCommand } from "./command.ts";
import { noPlanOpen, openPlan } from "./openPlan.ts";
import { countOf } from "./speech.ts";

export const summarize = defineCommand({
  name: "summarize",
  summary: "Sum up the plan",
  examples: ["Summarize the plan", "Where do we stand?"],
  phrases: [
    "(summarize | summarise | ~recap | ~sum up | ~outline) [@itself | ~where (we | i) (are | stand)] [~briefly | ~in short]",
    "sum (it | this | @plan | ~everything) up | ~sum up",
    "[give me | ~@tell | ~read me | ~let me hear | ~i need | ~i want] [a | the] [quick | short | brief] (summary | ~recap | ~overview) [of (it | @plan | ~everything) | ~please]",
    "where (do | are) (we | i) [stand] [with (it | @plan)] | ~how (far | is it going) [along] [are (we | i)] [with (it | @plan)] | ~(what is | @tell) the (status | state | progress) [of (it | @plan) | @ofPlan]",
    "~[give me | tell me] the short version [of (it | @plan)] | ~some (arise | rise) @itself",
    "~what is in @plan [in short | briefly | so far] | ~what is [the] @plan about | ~@tell about @plan | ~how many tasks are (left | open | done) [in @plan]",
  ],
  async run(_, context) {
    const open = await openPlan(context);
    if (!open) return noPlanOpen(context);
    const { plan, version } = open;
    const { estimatedHours, priority, milestones } = version.metadata;
    const tasks = tasksOf(version.content);
    const done = tasks.filter(({ isDone }) => isDone).length;
    const today = new Date().toISOString().slice(0, 10);
    const next = nextMilestone(milestones, today);
    const goal = goalOf(version.sections);
    const work =
      tasks.length === 0
        ? `${plan.title} has no tasks yet.`
        : `${plan.title} has ${countOf(tasks.length, "task")}, ${done === 0 ? "none" : done} of them done.`;
    const effort = estimatedHours === null ? "" : ` It is estimated at ${hours(estimatedHours)}.`;
    const date = next?.date ? ` Next is ${next.title} on ${dateText(next.date)}.` : "";
    return {
      say: `${goal}${work}${effort}${date}`,
      result: {
        plan,
        tasks: { done, open: tasks.length - done },
        estimatedHours,
        priority,
        milestone: next,
      },
      plan,
    };
  },
});

/** The first sentence of what the plan says it is for, with a space after it. */
function goalOf(sections: readonly PlanSection[]): string {
  const section =
    findSection({ sections }, "overview") ?? findSection({ sections }, "goals") ?? sections[0];
  const [first = ""] = section ? readingParts(section) : [];
  const sentence = /^.*?[.!?](?=\s|$)/s.exec(first)?.[0] ?? "";
  return sentence === "" ? "" : `${sentence} `;
}

function nextMilestone(milestones: readonly Milestone[], today: string): Milestone | null {
  const coming = milestones.filter(({ date }) => date !== null && date >= today);
  return coming.toSorted((a, b) => (a.date ?? "").localeCompare(b.date ?? ""))[0] ?? null;
}
