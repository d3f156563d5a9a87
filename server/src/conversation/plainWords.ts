/** More signs than this between two marks of code, and it is not for the ear. */
const MOST_SIGNS = 4;

/** Markdown made plain for the ear: marks go, links keep their words, what is all signs stays on the screen. */
export function plainWords(text: string): string {
  return text
    .replace(/`([^`]+)`/g, (_, code: string) => (signsIn(code) > MOST_SIGNS ? "this code" : code))
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/^\s*(?:#{1,6}|[-*+]|\d+\.|>)\s+(?:\[[ xX]\]\s*)?/gm, "")
    .replace(/[*_~`|#<>]+/g, " ")
    .replace(/https?:\/\/(?:www\.)?([^/\s]+)\S*/g, "$1")
    .replace(/\s+/g, " ")
    .trim();
}

function signsIn(code: string): number {
  return code.replace(/[\p{L}\p{N}\s]/gu, "").length;
}
