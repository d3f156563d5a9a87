import type { MarkedToken, Token, Tokens } from "marked";
import type { Content, ContentText, TableCell } from "pdfmake/interfaces.js";
import { blocksOf, known, plainText } from "./markdownTokens.ts";

type Inline = Exclude<ContentText["text"], string>;

/** A plan's Markdown as what pdfmake lays out. Takes any Markdown; pictures are their words. */
export function pdfContent(markdown: string): Content[] {
  return blocks(blocksOf(markdown));
}

function blocks(tokens: readonly MarkedToken[]): Content[] {
  return tokens.flatMap((token) => block(token));
}

function block(token: MarkedToken): Content[] {
  switch (token.type) {
    case "heading":
      return [{ text: inline(token.tokens), style: `h${token.depth}`, headlineLevel: token.depth }];
    case "paragraph":
      return [{ text: inline(token.tokens), style: "paragraph" }];
    case "text":
      return [{ text: inline(token.tokens ?? [token]) }];
    case "list":
      return [listOf(token)];
    case "code":
      return [
        {
          ...box({ text: token.text, style: "code", preserveLeadingSpaces: true }),
          style: "block",
        },
      ];
    case "blockquote":
      return [{ stack: blocks(known(token.tokens)), style: "quote" }];
    case "table":
      return [tableOf(token)];
    case "hr":
      return [{ canvas: [{ type: "line", x1: 0, y1: 4, x2: 483, y2: 4, lineWidth: 0.5 }] }];
    case "html":
      return [{ text: token.text.replace(/<!--[\s\S]*?-->/g, "").trim() }];
    case "space":
    case "def":
      return [];
    default:
      return [{ text: inline([token]) }];
  }
}

function listOf(list: Tokens.List): Content {
  const items = list.items.map((item): Content => {
    const inner = blocks(known(item.tokens).filter(({ type }) => type !== "checkbox"));
    if (!item.task) return { stack: inner };
    const mark = { text: item.checked === true ? "☑" : "☐", width: 14 };
    return { columns: [mark, { stack: inner, width: "*" }] };
  });
  // Its boxes stand where the bullets would.
  if (list.items.every(({ task }) => task)) return { stack: items, style: "list" };
  if (list.ordered) return { ol: items, start: Number(list.start) || 1, style: "list" };
  return { ul: items, style: "list" };
}

function tableOf({ header, rows }: Tokens.Table): Content {
  const cell = ({ tokens, align, header: isHead }: Tokens.TableCell): TableCell => ({
    text: inline(tokens),
    alignment: align ?? "left",
    bold: isHead,
  });
  return {
    table: { headerRows: 1, body: [header.map(cell), ...rows.map((row) => row.map(cell))] },
    layout: "lightHorizontalLines",
    style: "block",
  };
}

/** One cell that is shaded, and may go on over the end of a page. */
function box(content: Content): {
  table: { widths: string[]; body: TableCell[][] };
  layout: string;
} {
  return { table: { widths: ["*"], body: [[content]] }, layout: "code" };
}

function inline(tokens: readonly Token[]): Inline {
  return known(tokens).flatMap((token) => words(token));
}

function words(token: MarkedToken): Inline {
  switch (token.type) {
    case "strong":
      return styled(token.tokens, { bold: true });
    case "em":
      return styled(token.tokens, { italics: true });
    case "del":
      return styled(token.tokens, { decoration: "lineThrough" });
    case "link":
      return styled(token.tokens, linkStyle(token.href));
    case "codespan":
      return [{ text: token.text, font: "Mono", fontSize: 9 }];
    case "br":
      return [{ text: "\n" }];
    case "text":
      return token.tokens ? inline(token.tokens) : [{ text: token.text }];
    default:
      return [{ text: "text" in token ? token.text : plainText([token]) }];
  }
}

function styled(tokens: readonly Token[], style: object): Inline {
  return [{ text: inline(tokens), ...style }];
}

/** Only what a reader may follow safely is a link. */
function linkStyle(href: string): object {
  return /^(?:https?:|mailto:)/i.test(href) ? { link: href, color: "#1d4ed8" } : {};
}
