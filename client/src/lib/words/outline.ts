export interface OutlineItem {
  text: string;
  /** 2: a section; 3: a part of one. */
  level: number;
}

const HEADING = /^(#{2,3})\s+(.+?)\s*#*\s*$/;
const FENCE = /^\s*(```|~~~)/;

/** The headings below a plan's title, as plain text; what stands in code is none. */
export function outlineOf(markdown: string): OutlineItem[] {
  const items: OutlineItem[] = [];
  let isCode = false;
  for (const line of markdown.split("\n")) {
    if (FENCE.test(line)) isCode = !isCode;
    const [, marks, text] = isCode ? [] : (HEADING.exec(line) ?? []);
    if (marks !== undefined && text !== undefined) {
      items.push({ text: text.replace(/[*_`]/g, ""), level: marks.length });
    }
  }
  return items;
}
