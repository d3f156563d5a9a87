/** A part of a text, and whether it is marked. */
export interface MarkedPart {
  text: string;
  isMarked: boolean;
}

/** The text in its marked and other parts. Marks that overlap, or lie outside, are left out. */
export function markedParts(
  text: string,
  marks: readonly { from: number; to: number }[],
): MarkedPart[] {
  const parts: MarkedPart[] = [];
  let at = 0;
  for (const { from, to } of marks.toSorted((a, b) => a.from - b.from)) {
    if (from < at || to <= from || to > text.length) continue;
    parts.push(
      { text: text.slice(at, from), isMarked: false },
      { text: text.slice(from, to), isMarked: true },
    );
    at = to;
  }
  parts.push({ text: text.slice(at), isMarked: false });
  return parts.filter((part) => part.text !== "");
}
