/** The condition that a column has these words somewhere, as they are: nothing in them is a wildcard. */
export function partOfText(words: string): { contains: string; mode: "insensitive" } {
  return { contains: words.replace(/[\\%_]/g, String.raw`\$&`), mode: "insensitive" };
}
