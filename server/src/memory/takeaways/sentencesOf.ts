const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });
/** After these a full stop ends no sentence. */
const ABBREVIATION = /(?:\b(?:e\.g|i\.e|etc|vs|approx|incl|no|dr|mr|mrs|ms|st)\.|\bv?\d+\.)\s*$/i;
/** So long is an abbreviation at most, with the space after it. */
const TAIL = 16;

/** The sentences of plain text, in order. */
export function sentencesOf(text: string): string[] {
  const sentences: string[] = [];
  let open = "";
  for (const { segment } of segmenter.segment(text)) {
    open += segment;
    if (ABBREVIATION.test(open.slice(-TAIL)) && !/\n\s*$/.test(open)) continue;
    sentences.push(open);
    open = "";
  }
  sentences.push(open);
  return sentences.map((one) => one.replace(/\s+/g, " ").trim()).filter((one) => one !== "");
}
