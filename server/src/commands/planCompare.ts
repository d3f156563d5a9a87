import { diffPlans, isSame } from "../planning/diff.ts";
import { comparisonInWords } from "../planning/diffWords.ts";
import { defineCommand } from "./command.ts";
import { noPlanOpen, planOf } from "./openPlan.ts";
import { countOf } from "./speech.ts";
import { versionNumber, versionOf } from "./versionNumber.ts";

export const planCompare = defineCommand({
  name: "plan.compare",
  summary: "Compare two versions of the plan",
  examples: ["Compare with version 1", "What changed in version 3?"],
  phrases: [
    "(compare | ~diff) [@itself] [with | to | against | ~and] [the] (version [~number] {to:@number} | {to:@earlier} version | {to:@ordinal} version) [@ofPlan]",
    "(compare | ~diff) [the] [@plan] (versions | version) {from:@number} (and | with | to | against) [version] {to:@number} [@ofPlan]",
    "(compare | ~diff) [the] {from:@ordinal} [version] (and | with | to | against) [the] ({to:@ordinal} version | {to:@latest} version)",
    "(compare | ~diff) [the] ({from:@earlier} | {from:@latest}) [version] (and | with | to | against) [the] ({to:@latest} | {to:@earlier}) version",
    "(compare | ~diff) version {from:@number} (with | to | and | against) [the] {to:@latest} [version | one]",
    "@changed (since | ~from | ~compared (to | with) | ~against | ~after) [the] (version {to:@number} | {to:@earlier} version | {to:@ordinal} version) [@ofPlan]",
    "@changed between [the] (version | versions) {from:@number} (and | to) [version] {to:@number} [@ofPlan]",
    "@changed (in | with | ~by) [the] (version {in:@number} | {in:@latest} version | {in:@earlier} version | {in:@ordinal} version) [@ofPlan]",
    "~how (does | do | is | are) (version | versions) {from:@number} (differ from | different from | compare to | compare with | and) [version] {to:@number} [differ | compare]",
    "~how (does | is | has) (it | this | @plan) [it] (differ | different | changed) (from | since | compared to) [the] (version {to:@number} | {to:@earlier} version)",
    "~compare (the | both) versions | ~compare [the] last two versions | ~(what | @tell what) (is new | has changed | changed) in @plan",
  ],
  readSlots({ to, from, in: within }) {
    if (within !== undefined) {
      // "The last version" is the newest one here.
      const number = /^last/.test(within) ? 0 : versionNumber(within);
      if (number === null) return null;
      return number < 2 && number > 0 ? { to: number } : { to: number, from: number - 1 };
    }
    if (to === undefined) return { to: 0 };
    const [number, other] = [
      versionNumber(to),
      from === undefined ? undefined : versionNumber(from),
    ];
    if (number === null || other === null) return null;
    return other === undefined ? { to: number } : { to: number, from: other };
  },
  async run({ to, from }, context) {
    const plan = await planOf(context);
    if (!plan) return noPlanOpen(context);
    const { currentVersion: newest } = plan;
    const one = versionOf(plan, to);
    const other = versionOf(plan, from ?? (one === newest ? newest - 1 : 0));
    if (newest === 1)
      return {
        say: `${plan.title} has only one version, so there is nothing to compare.`,
        result: { plan },
      };
    if (one === null || other === null)
      return {
        say: `${plan.title} has ${countOf(newest, "version")}. Which ones shall I compare?`,
        result: { plan },
      };
    const [older, newer] = [Math.min(one, other), Math.max(one, other)];
    const { ownerId } = context.focus;
    const [before, after] = await Promise.all([
      context.services.plans.requireVersion(ownerId, plan.id, older),
      context.services.plans.requireVersion(ownerId, plan.id, newer),
    ]);
    const diff = diffPlans(before, after);
    const changed = {
      ...diff,
      sections: diff.sections.filter((one) => !isSame(one) || one.isMoved),
    };
    return {
      say: comparisonInWords(older, newer, diff),
      result: { plan, from: older, to: newer, diff: changed },
      plan,
    };
  },
});
