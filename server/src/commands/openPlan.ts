import type { Plan, PlanVersion } from "@voiceplan/protocol";
import type { CommandContext, CommandOutcome } from "./command.ts";

/** The plan that the conversation is about, and the text that a command reads or changes. */
export interface OpenPlan {
  plan: Plan;
  version: PlanVersion;
}

/** Names what a command writes; done again after a crash, the message finds it. */
export function commandKey({ messageId }: Pick<CommandContext, "messageId">): string {
  return `${messageId}:command`;
}

/** The plan that is open, else the project's most recent one; null: there is none. */
export async function planOf({ focus, services }: CommandContext): Promise<Plan | null> {
  const { ownerId, project } = focus;
  const open = focus.plan && (await services.plans.find(ownerId, focus.plan.id));
  if (open || !project) return open;
  return (await services.plans.listOfProject(ownerId, project.id))[0] ?? null;
}

/**
 * The plan with its newest version. Where this very message has written a version before a crash, it
 * is the version before that, so that doing it again comes to the same.
 */
export async function openPlan(context: CommandContext): Promise<OpenPlan | null> {
  const { focus, services } = context;
  const plan = await planOf(context);
  if (!plan) return null;
  const written = await services.plans.writtenWith(focus.ownerId, commandKey(context));
  const isOwn = written?.planId === plan.id && written.number > 1;
  const number = isOwn ? written.number - 1 : plan.currentVersion;
  const version = await services.plans.version(focus.ownerId, plan.id, number);
  return version && { plan, version };
}

/** What is said where a command needs a plan and there is none. */
export function noPlanOpen({ focus: { project } }: CommandContext): CommandOutcome {
  return {
    say: project
      ? `${project.name} has no plan yet. Tell me what you want to build.`
      : "No plan is open yet. Open a project first, or tell me what you want to build.",
    result: { plan: null },
  };
}
