import { sentencesOf } from "../../../memory/takeaways/sentencesOf.ts";
import {
  decidedOutright,
  LONGEST_TAKEAWAY,
  takeawayIn,
} from "../../../memory/takeaways/takeawayIn.ts";

/** Decisions and lessons, each in the words in which it was told. */
export interface Outright {
  decisions: string[];
  lessons: string[];
}

const learnedOutright = /\b(?:learned|learnt|lessons?|hindsight|retrospect|mistake)\b/i;
/** Whatever is told without saying so may as well be the answer to a question. */
const isOutright = (sentence: string): boolean =>
  decidedOutright.test(sentence) || learnedOutright.test(sentence);

/**
 * Takes the sentences out of a message that say outright what was decided or learned. What also states a
 * fact of the plan, as "we agreed on 20 hours" does, stays where it is, and so does what is too long to be
 * kept word for word.
 */
export function takeOutright(
  text: string,
  statesFact: (sentence: string) => boolean,
): Outright & { rest: string } {
  const told: Outright = { decisions: [], lessons: [] };
  const rest = sentencesOf(text).filter((sentence) => {
    const isKept = sentence.length <= LONGEST_TAKEAWAY && isOutright(sentence);
    const takeaway = isKept ? takeawayIn(sentence) : null;
    if (takeaway === null || statesFact(sentence)) return true;
    told[takeaway.kind === "decision" ? "decisions" : "lessons"].push(takeaway.text);
    return false;
  });
  const isTold = told.decisions.length + told.lessons.length > 0;
  return { ...told, rest: isTold ? rest.join("\n") : text };
}
