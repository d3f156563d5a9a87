import { remaining, spoken, writePlanOf } from "./questions.ts";
import type { Interview } from "./state.ts";
import type { WrittenPlan } from "./write/renderPlan.ts";

/** What one message made of an interview. */
export interface Turn {
  /** Null: there is no interview any more. */
  interview: Interview | null;
  /** For the ear; empty where the words depend on what saving says. */
  say: string;
  /** The plan as it stands, when the message changed it. */
  draft: WrittenPlan | null;
  /** The plan that is to be saved now. */
  save: WrittenPlan | null;
}

export const about = "What do you want to build or change?";

export function stay(interview: Interview, say: string): Turn {
  return { interview, say, draft: null, save: null };
}

/** Asks the next question, or ends the interview when there is none. */
export function ask(interview: Interview, before: string): Turn {
  const next = remaining(interview)[0];
  const draft = writePlanOf(interview, false);
  if (next === undefined)
    return { interview: null, say: before, draft, save: writePlanOf(interview, true) };
  const trail =
    interview.trail.at(-1) === next.slot ? interview.trail : [...interview.trail, next.slot];
  const asked = { ...interview, trail };
  return { interview: asked, say: `${before} ${spoken(next, asked)}`.trim(), draft, save: null };
}
