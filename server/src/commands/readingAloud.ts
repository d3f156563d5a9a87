import { readingParts } from "../planning/aloud.ts";
import type { CommandOutcome } from "./command.ts";
import type { OpenPlan } from "./openPlan.ts";
import type { Pending } from "./pending.ts";

const asks: Pending = { command: "plan.next", args: {}, goesOn: true };

/** Reads one part of a section, and says how it goes on. `section` and `part` count from 0. */
export function readAloud(
  { plan, version }: OpenPlan,
  section: number,
  part: number,
): CommandOutcome {
  const { sections } = version;
  const own = sections[section];
  if (!own)
    return {
      say: `That was all of ${plan.title}.`,
      result: { plan },
      plan,
      memory: { reading: null },
    };
  const parts = readingParts(own);
  const hasMore = part + 1 < parts.length;
  const isLast = section + 1 >= sections.length;
  const next = hasMore ? { section, part: part + 1 } : { section: section + 1, part: 0 };
  const title = own.title === "" ? plan.title : own.title;
  const heading = part === 0 ? `${title.replace(/[.:]$/, "")}. ` : "";
  const text = parts[part] ?? "There is nothing in it yet.";
  const hint = hasMore
    ? " Say next to go on."
    : isLast
      ? " That is the end of the plan."
      : " Say next section to go on.";
  const goesOn = hasMore || !isLast;
  return {
    say: `${heading}${text}${hint}`,
    result: { plan, section: title, ...(goesOn ? { asks } : {}) },
    plan,
    memory: { reading: goesOn ? { planId: plan.id, ...next } : null },
  };
}
