import { distinct } from "./distinct.ts";
import { sentencesOf } from "./sentencesOf.ts";
import { takeawayIn, type FoundTakeaway } from "./takeawayIn.ts";

/** What the person said, without what they quoted, as code or from somewhere. */
const quotes = /^```[^]*?(?:^```|$(?![^]))|^[ \t]*>.*$/gm;

/** Whether that is all that the message says. */
export function tellsOnlyTakeaways(content: string): boolean {
  const sentences = sentencesOf(content);
  return sentences.length > 0 && sentences.every((sentence) => takeawayIn(sentence) !== null);
}

/** The decisions and lessons that a message of the person tells, in its order. */
export function fromMessage(content: string): FoundTakeaway[] {
  const sentences = sentencesOf(content.replace(quotes, "\n"));
  return distinct(sentences.flatMap((sentence) => takeawayIn(sentence) ?? []));
}
