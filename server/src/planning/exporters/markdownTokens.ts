import { marked, type MarkedToken, type Token } from "marked";

const types: ReadonlySet<string> = new Set<MarkedToken["type"]>([
  "blockquote",
  "br",
  "checkbox",
  "code",
  "codespan",
  "def",
  "del",
  "em",
  "escape",
  "heading",
  "hr",
  "html",
  "image",
  "link",
  "list",
  "list_item",
  "paragraph",
  "space",
  "strong",
  "table",
  "text",
]);

/** The blocks of a Markdown text. */
export function blocksOf(markdown: string): MarkedToken[] {
  return known(marked.lexer(markdown));
}

/** Without extensions there are no others; this says so to the compiler. */
export function known(tokens: readonly Token[]): MarkedToken[] {
  return tokens.filter((token): token is MarkedToken => types.has(token.type));
}

/** The words of tokens in one line, without their marks. */
export function plainText(tokens: readonly Token[]): string {
  const words = known(tokens).map((token): string => {
    if ("tokens" in token && token.tokens) return plainText(token.tokens);
    return "text" in token ? token.text : token.type === "br" ? " " : "";
  });
  return words.join("").replace(/\s+/g, " ");
}
