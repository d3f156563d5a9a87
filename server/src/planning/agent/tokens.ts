/**
 * How many tokens a text may have at most, without asking the model's tokenizer: English has about four
 * bytes a token, code and other scripts fewer. Three bytes a token errs on the safe side.
 */
export function estimateTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text, "utf8") / 3);
}

/** The beginning of a text that fits into so many tokens, cut at a line end where there is one. */
export function fitTokens(text: string, tokens: number): string {
  if (estimateTokens(text) <= tokens) return text;
  const bytes = Buffer.from(text, "utf8");
  let end = Math.min(bytes.length, Math.max(0, tokens * 3));
  // Not in the middle of a character: its further bytes begin with the bits 10.
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  const cut = bytes.toString("utf8", 0, end);
  const line = cut.lastIndexOf("\n");
  return line > cut.length / 2 ? cut.slice(0, line) : cut;
}
