/** The tags in a line of text, `money, customers`: each once, without a `#` before it. */
export function tagsOf(text: string): string[] {
  const tags = text.split(",").map((tag) => tag.trim().replace(/^#+\s*/, ""));
  return [...new Set(tags.filter((tag) => tag !== ""))];
}
