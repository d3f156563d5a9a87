import { defineCommand } from "./command.ts";
import type { CommandContext, CommandOutcome } from "./command.ts";
import { withoutNewest, type Change } from "./commandMemory.ts";
import { commandKey } from "./openPlan.ts";

export const undo = defineCommand({
  name: "undo",
  summary: "Undo the last change of this conversation",
  examples: ["Undo", "Undo the last change"],
  phrases: [
    "undo [it | that | this | the last (change | thing | step | edit | command | one) | my last (change | edit) | ~what (you | i) just did | ~the change | ~last change | ~everything you just did]",
    "(revert | ~reverse | ~take back | ~roll back | ~cancel | ~discard | ~drop) [the | my | ~that | ~your] last (change | ~edit | ~step | ~command | ~modification)",
    "take (that | it | ~this) back | ~take back (that | it | the last change) | ~(revert | reverse) (that | it | this) [change]",
    "~(change | put | set) (it | that) back [to how it was | the way it was | as it was] | ~(that was | it was) a mistake undo (it | that) | ~scratch that last change",
    "~no undo (it | that | this) | ~undo [it | that] undo [it | that] | ~i did not (want | mean) (that | it) undo [it | that]",
  ],
  async run(_, context) {
    const { changes } = context.memory;
    const newest = changes.at(-1);
    if (!newest) return { say: "There is nothing to undo in this conversation.", result: {} };
    return undoChange(newest, context);
  },
});

const gone = "The plan that was changed is not there any more.";

async function undoChange(change: Change, context: CommandContext): Promise<CommandOutcome> {
  const { focus, memory, services } = context;
  const { ownerId } = focus;
  const forgotten = { memory: { changes: withoutNewest(memory.changes, null) } };
  switch (change.kind) {
    case "project": {
      await services.projects.update(ownerId, change.projectId, { status: "archived" });
      const say = `I archived the project ${change.name}. Nothing in it is lost.`;
      return { say, result: { undone: change }, ...forgotten };
    }
    case "status": {
      const { planId, before, after, title } = change;
      const plan = await services.plans.find(ownerId, planId);
      if (!plan) return { say: gone, result: {}, ...forgotten };
      const isElsewhere = after !== undefined && plan.status !== after && plan.status !== before;
      if (isElsewhere)
        return {
          say: `${title} was moved on elsewhere since. It stays ${plan.status.replace("_", " ")}.`,
          result: { plan },
          ...forgotten,
        };
      const changed = await services.standing.update(ownerId, planId, {
        status: before,
        author: "user",
      });
      const say = `${title} is ${before.replace("_", " ")} again.`;
      return { say, result: { undone: change, plan: changed }, changed, ...forgotten };
    }
    case "version":
      return undoVersion(change, context);
  }
}

async function undoVersion(
  change: Extract<Change, { kind: "version" }>,
  context: CommandContext,
): Promise<CommandOutcome> {
  const { focus, memory, services } = context;
  const { ownerId, conversationId } = focus;
  const forgotten = { memory: { changes: withoutNewest(memory.changes, null) } };
  const plan = await services.plans.find(ownerId, change.planId);
  if (!plan) return { say: gone, result: {}, ...forgotten };
  if (change.before === null)
    return {
      say: `${plan.title} was new, so there is nothing before it to go back to. It stays.`,
      result: { plan },
      ...forgotten,
    };
  const key = commandKey(context);
  const isDone = (await services.plans.writtenWith(ownerId, key)) !== null;
  if (plan.currentVersion !== change.version && !isDone)
    return {
      say: `${plan.title} was changed elsewhere since. To go back all the same, say: go back to version ${change.before}.`,
      result: { plan },
    };
  const [undone, before] = await Promise.all([
    services.plans.requireVersion(ownerId, plan.id, change.made),
    services.plans.requireVersion(ownerId, plan.id, change.before),
  ]);
  const saved = await services.plans.addVersion(ownerId, plan.id, {
    title: change.title,
    content: before.content,
    metadata: before.metadata,
    changeSummary: `Undid: ${undone.changeSummary}`.slice(0, 300),
    author: "user",
    conversationId,
    sourceKey: key,
  });
  const what = undone.changeSummary.replace(/[.!]+$/, "") || `version ${change.version}`;
  return {
    say: `I undid this: ${what}. That is version ${saved.version}.`,
    result: { undone: change, plan: saved.plan },
    saved,
    memory: { changes: withoutNewest(memory.changes, saved.version) },
  };
}
