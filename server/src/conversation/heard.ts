/** A spoken sentence: where its words end in the reply's text, and when it plays. */
export interface SpokenSentence {
  /** Offset in the whole text just after the sentence. */
  end: number;
  startMs: number;
  /** Grows while the sentence's audio is still being made. */
  endMs: number;
  complete: boolean;
}

/** How fast voices speak, about: for a sentence of which only the beginning has been made. */
const MS_PER_CHARACTER = 65;

/**
 * What a person has heard of `text` when `playedMs` of its speech have been played: the sentences
 * that were played whole, and of the one that was cut the words in proportion to the time it played.
 */
export function heardText(
  text: string,
  sentences: readonly SpokenSentence[],
  playedMs: number,
): string {
  let heardTo = 0;
  for (const sentence of sentences) {
    if (sentence.complete && playedMs >= sentence.endMs) {
      heardTo = sentence.end;
      continue;
    }
    const sentMs = sentence.endMs - sentence.startMs;
    const wholeMs = (sentence.end - heardTo) * MS_PER_CHARACTER;
    const lengthMs = sentence.complete ? sentMs : Math.max(sentMs, wholeMs);
    const share = lengthMs > 0 ? (playedMs - sentence.startMs) / lengthMs : 0;
    if (share > 0) {
      const words = text.slice(heardTo, sentence.end);
      const cut = Math.floor(words.length * Math.min(share, 1));
      heardTo += cut === words.length ? cut : Math.max(words.lastIndexOf(" ", cut), 0);
    }
    break;
  }
  return text.slice(0, heardTo).trimEnd();
}
