import { PlanTitle } from "@voiceplan/protocol";
import { withTitle } from "../planning/planMarkdown.ts";
import { capitalise } from "../planning/templates/wording.ts";
import { defineCommand } from "./command.ts";
import { openPlan } from "./openPlan.ts";
import { keepRevision } from "./planRevision.ts";

export const planRename = defineCommand({
  name: "plan.rename",
  summary: "Give the plan another title",
  examples: ["Rename the plan to Single sign-on", "Change the title to Beta launch"],
  phrases: [
    "rename [@itself | ~the title [@ofPlan]] (to | ~as | ~into) {title}",
    "rename @plan {title}",
    "(change | ~set | ~update | ~make) [the | @itself] (title | name) [of @itself | ~@ofPlan] (to | ~into) {title}",
    "~(change | set) the @plan (title | name) to {title}",
    "(call | ~name | ~title | ~retitle) [the | this | my] @plan {title}",
    "~(call | name | retitle) (it | this) [from now on | instead] {title} instead",
    "~[the | my] [@plan] (title | name) (should be | shall be | must be | is now) {title:bare}",
    "~(the | this | my) @plan (should be | shall be | is now) (called | named | titled) {title}",
    "~give [@itself] the (title | name) {title} | ~give [@itself] a new (title | name) {title} | ~retitle [@itself] [to | as] {title}",
  ],
  readSlots({ title }) {
    const plain = title?.replace(/^["“']|["”']$/g, "").trim();
    const isWord =
      plain === undefined ||
      /^(?:it|this|that|something|something else|a|the|project|short|long|bold|big|bigger|small|smaller|unique|visible|hidden|required|mandatory|optional|editable|empty|translated|different|clear|shorter|longer)$/i.test(
        plain,
      );
    return isWord ? null : { title: plain };
  },
  async run({ title: wanted }, context) {
    const open = await openPlan(context);
    if (!open) return { say: "", planner: context.text };
    const title = PlanTitle.safeParse(capitalise(wanted));
    if (!title.success)
      return {
        say: "That title is too long. What shorter title should the plan have?",
        result: { asks: { command: "plan.rename", arg: "title" } },
      };
    if (title.data === open.plan.title && open.version.number === open.plan.currentVersion)
      return { say: `It is called ${title.data} already.`, result: { plan: open.plan } };
    const before = open.plan.title;
    const kept = await keepRevision(context, open, {
      content: withTitle(open.version.content, title.data),
      title: title.data,
      changeSummary: `Renamed from ${before}`,
    });
    return {
      say: `The plan is called ${title.data} now.`,
      result: { plan: kept.saved.plan, before },
      ...kept,
    };
  },
});
