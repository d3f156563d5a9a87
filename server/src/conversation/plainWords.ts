/** Markdown made plain for the ear: marks go, links keep their words, code stays on the screen. */
export function plainWords(text: string): string {
  return text
    .replace(/```[\s\S]*?(?:```|$)/g, " (the code is on the screen) ")
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/^\s*(?:#{1,6}|[-*+]|\d+\.|>)\s+(?:\[[ xX]\]\s*)?/gm, "")
    .replace(/[*_~`|#<>]+/g, " ")
    .replace(/https?:\/\/(?:www\.)?([^/\s]+)\S*/g, "$1")
    .replace(/\s+/g, " ")
    .trim();
}
