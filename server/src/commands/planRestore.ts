import { parsePlan } from "../planning/planMarkdown.ts";
import { defineCommand } from "./command.ts";
import { noPlanOpen, openPlan } from "./openPlan.ts";
import type { Pending } from "./pending.ts";
import { keepRevision } from "./planRevision.ts";
import { countOf } from "./speech.ts";
import { versionNumber, versionOf } from "./versionNumber.ts";

export const planRestore = defineCommand({
  name: "plan.restore",
  summary: "Go back to an earlier version; asks first",
  examples: ["Go back to version 2", "Restore the previous version"],
  phrases: [
    "(go back | ~go | return | revert | roll back | ~rollback | ~switch back | ~change back | ~get back | ~take me back | ~bring me back | ~reset | ~jump back | ~move back) [@itself] [back] to [the] (version [~number] {version:@number} | ~v {version:@number} | {version:@earlier} version | {version:@ordinal} version) [@ofPlan]",
    "(restore | ~bring back | ~reinstate | ~recover | ~reactivate | revert to | ~roll back to | ~use) [@plan] [~to | ~as] [the] (version [~number] {version:@number} | {version:@earlier} version | {version:@ordinal} version) [@ofPlan] [~again]",
    "(revert | ~roll back | ~rollback | ~restore | ~go back) [the] @plan to [the] (version [~number] {version:@number} | {version:@earlier} version | {version:@ordinal} version)",
    "~(make version {version:@number} (current | the current one | the newest) [again] | i want version {version:@number} back | i want [the] {version:@earlier} version back | give me back version {version:@number})",
    "(roll | ~take | ~bring | ~set | ~turn | ~put | ~revert | ~reset | ~change) (it | this | @plan) back to [the] (version [~number] {version:@number} | {version:@earlier} version | {version:@ordinal} version)",
    "~(bring | take | put | get | switch) version {version:@number} back | ~(bring | get) [the] {version:@earlier} version back",
    "~go back {version:@earlier} version | ~(put | set) [the] @plan back to version {version:@number}",
  ],
  readSlots({ version = "" }) {
    const number = versionNumber(version);
    return number === null || number === 0 ? null : { version: number };
  },
  async run({ version }, context) {
    const open = await openPlan(context);
    if (!open) return noPlanOpen(context);
    const { plan } = open;
    if (context.confirmed === false)
      return { say: "All right, nothing was changed.", result: { plan } };
    // The plan as it was when this was asked, where the answer is taken up a second time.
    const before = { currentVersion: open.version.number };
    const number = versionOf(before, version);
    if (number === null)
      return {
        say: `${plan.title} has ${countOf(before.currentVersion, "version")}. Which one do you want back?`,
        result: { plan },
      };
    if (number === before.currentVersion)
      return { say: `Version ${number} is the current one already.`, result: { plan }, plan };
    if (context.confirmed === undefined) {
      const asks: Pending = { command: "plan.restore", args: { version: number } };
      return {
        say: `Version ${number} would become version ${before.currentVersion + 1}. Shall I?`,
        result: { plan, asks },
        plan,
      };
    }
    const old = await context.services.plans.requireVersion(context.focus.ownerId, plan.id, number);
    const kept = await keepRevision(context, open, {
      content: old.content,
      metadata: old.metadata,
      title: parsePlan(old.content).title ?? plan.title,
      changeSummary: `Restored version ${number}`,
    });
    return {
      say: `Version ${number} is back, as version ${kept.saved.version}.`,
      result: { plan: kept.saved.plan, restored: number },
      ...kept,
    };
  },
});
