import { estimateTokens, fitTokens } from "./tokens.ts";

/** How long texts are, in tokens. */
export interface Measure {
  count(text: string): number;
  /** The beginning of a text that fits into so many tokens. */
  fit(text: string, tokens: number): string;
}

/** Quick, and never less than there are: what fits by it, fits. */
export const estimated: Measure = { count: estimateTokens, fit: fitTokens };

/** So many texts are measured once: the plan and what was said stay the same from turn to turn. */
const KEPT = 500;

/**
 * By the tokenizer of OpenAI's models; those of others differ by a few in a hundred. It takes a third of
 * a second and 60 MB to load, so it is loaded when the estimate says that something has to be left out.
 */
export async function exactMeasure(): Promise<Measure> {
  const { countTokens, encode, decode } = await import("gpt-tokenizer/encoding/o200k_base");
  // Marks such as <|endoftext|> in what people write are text.
  const asText = { disallowedSpecial: new Set<string>() };
  return {
    count(text) {
      const known = counts.get(text);
      if (known !== undefined) return known;
      const count = countTokens(text, asText);
      const [oldest] = counts.keys();
      if (counts.size >= KEPT && oldest !== undefined) counts.delete(oldest);
      counts.set(text, count);
      return count;
    },
    fit(text, tokens) {
      const all = encode(text, asText);
      if (all.length <= tokens) return text;
      // A character may be of several tokens, of which the last is cut off.
      const cut = decode(all.slice(0, Math.max(0, tokens))).replace(/\uFFFD+$/, "");
      const line = cut.lastIndexOf("\n");
      return line > cut.length / 2 ? cut.slice(0, line) : cut;
    },
  };
}

const counts = new Map<string, number>();
