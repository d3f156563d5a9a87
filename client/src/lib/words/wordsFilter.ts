/** Which of a list are shown, where words are all that is asked for: what the page's address says. */
export interface WordsFilter {
  q: string;
}

export function readWords(query: Pick<URLSearchParams, "get">): WordsFilter {
  return { q: query.get("q") ?? "" };
}

/** The query of its address. */
export function wordsAddress({ q }: WordsFilter): string {
  return q === "" ? "" : new URLSearchParams({ q }).toString();
}
