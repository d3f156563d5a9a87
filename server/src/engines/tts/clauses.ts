/** A clause that is longer than this is cut at a word, so that no one piece takes long to make. */
const LONGEST = 220;
/** A comma this early ends no piece: too many pauses sound like hesitation. */
const SHORTEST = 60;

/** Cuts text for the voice into pieces that join without a seam: at sentences, then at clauses. */
export function clauses(text: string): string[] {
  const pieces: string[] = [];
  let rest = text.trim();
  while (rest.length > 0) {
    const at = sentenceEnd(rest) ?? (rest.length > LONGEST ? clauseEnd(rest) : rest.length);
    const piece = rest.slice(0, at).trim();
    if (piece !== "") pieces.push(piece);
    rest = rest.slice(at).trimStart();
  }
  return pieces;
}

/** Where the first sentence ends, if it does so in time and something follows. */
function sentenceEnd(text: string): number | null {
  const match = /[.!?]+["')\]]*\s+(?=[A-Z0-9"'(])/g;
  for (let found = match.exec(text); found; found = match.exec(text)) {
    const end = found.index + found[0].length;
    if (end > LONGEST) return null;
    // "Dr. Smith" is no end of a sentence.
    if (!/\b(?:Dr|Mr|Mrs|Ms|St|No|vs)\.\s+$/.test(text.slice(0, end))) return end;
  }
  return null;
}

/** The last comma or the like that leaves a piece of a fair length; else the last space. */
function clauseEnd(text: string): number {
  const head = text.slice(0, LONGEST);
  for (let at = head.length - 1; at >= SHORTEST; at -= 1) {
    if (/[,;:]/.test(head.charAt(at)) && /\s/.test(text.charAt(at + 1))) return at + 1;
  }
  const space = head.lastIndexOf(" ");
  return space > 0 ? space : LONGEST;
}
