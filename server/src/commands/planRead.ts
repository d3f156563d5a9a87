import { findSection } from "../planning/findSection.ts";
import { defineCommand } from "./command.ts";
import { noPlanOpen, openPlan } from "./openPlan.ts";
import { readAloud } from "./readingAloud.ts";
import { spokenList } from "./speech.ts";

const noSection =
  /^(?:(?:the|my|our|this|that)\b\s*)*(?:it|this|that|plan|dev plan|development plan|whole|entire|next|previous|last|file|document|documents|docs|code|message|messages|email|emails|data|database|same|other|new|next one|a|an|each|every|any)$/i;

export const planRead = defineCommand({
  name: "plan.read",
  summary: "Read the plan aloud, or a section of it",
  examples: ["Read the plan", "Read the risks section"],
  phrases: [
    "(read | ~narrate | ~recite) [me | ~us] [out | aloud | ~out loud | back] [to me] [the | my] [whole] (@plan | it | ~this | ~everything) [out | aloud | ~out loud | back] [to me | ~from the (start | beginning | top)]",
    "(read | ~narrate) [me | ~us] [out | aloud | ~out loud] [the] [~section | ~part] {section:@section} [section | ~part | ~chapter] [@ofPlan] [aloud | ~out loud | out] [to me]",
    "(read | ~narrate) [me | ~us] [out | aloud | ~out loud] [the] {section} (section | ~part | ~chapter) [@ofPlan] [aloud | ~out loud | out] [to me]",
    "(read | ~go to | ~jump to | ~skip to | ~take me to | ~hear | ~let me hear) [me] [the] section [~called | ~on | ~about] {section}",
    "(~go to | ~jump to | ~skip to | ~take me to | ~hear | ~let me hear | ~i want to hear) [the] {section:@section} (section | part | chapter) [@ofPlan]",
    "~(let me | i want to | i would like to) hear [the | my] (@plan | {section:@section}) [aloud] | ~(hear | play) [the | my] @plan",
    "~what does [the] ({section:@section} | {section}) (section | part | chapter) (say | contain) | ~what is in [the] ({section:@section} | {section}) (section | part | chapter)",
    "~what does [the | my] @plan say about [the] {section:@section} | ~read (me | us) [the] {section:@section}",
    "~start reading [the | my] [@plan | it] [aloud] | ~begin reading [the | my] (@plan | it) | ~read [from] the beginning [@ofPlan] | ~read aloud",
  ],
  readSlots({ section }) {
    if (section === undefined) return {};
    const plain = section.replace(/^(?:(?:me|us|out|aloud|the|my|our|on|about|called|to) )+/i, "");
    return noSection.test(plain) ? null : { section: plain };
  },
  async run({ section: wanted }, context) {
    const open = await openPlan(context);
    if (!open) return noPlanOpen(context);
    if (wanted === undefined) return readAloud(open, 0, 0);
    const section = findSection(open.version, wanted);
    if (section) return readAloud(open, section.order, 0);
    const titles = open.version.sections.map(({ title }) => title).filter(Boolean);
    const there = titles.length === 0 ? "" : ` There is ${spokenList(titles)}.`;
    return {
      say: `I find no section ${wanted} in ${open.plan.title}.${there}`,
      result: { plan: open.plan, sections: titles },
    };
  },
});
