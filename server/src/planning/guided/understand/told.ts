import { sentencesOf } from "../../../memory/takeaways/sentencesOf.ts";
import { takeawayIn } from "../../../memory/takeaways/takeawayIn.ts";

/** Decisions and lessons, each in the words in which it was told. */
export interface Told {
  decisions: string[];
  lessons: string[];
}

/** Whatever is told without saying so may as well be the answer to a question. */
const outright =
  /\b(?:decided|decision|agreed|settled|opted|resolved|committed|ruled out|rejected|chose|chosen|learned|learnt|lessons?|hindsight|retrospect|mistake)\b/i;

/**
 * Takes the sentences out of a message that say outright what was decided or learned. What also states a
 * fact of the plan, as "we agreed on 20 hours" does, stays where it is.
 */
export function takeTold(
  text: string,
  statesFact: (sentence: string) => boolean,
): Told & { rest: string } {
  const told: Told = { decisions: [], lessons: [] };
  const rest = sentencesOf(text).filter((sentence) => {
    const takeaway = outright.test(sentence) ? takeawayIn(sentence) : null;
    if (takeaway === null || statesFact(sentence)) return true;
    told[takeaway.kind === "decision" ? "decisions" : "lessons"].push(takeaway.text);
    return false;
  });
  const isTold = told.decisions.length + told.lessons.length > 0;
  return { ...told, rest: isTold ? rest.join("\n") : text };
}
