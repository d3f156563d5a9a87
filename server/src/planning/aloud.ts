import type { PlanSection } from "@voiceplan/protocol";
import { markdownLines } from "./markdownLines.ts";

/** A part that is read aloud in one go has about so many sentences and characters. */
const SENTENCES = 5;
const CHARACTERS = 420;

const ITEM = /^\s*(?:[-*+]|\d+[.)])\s+(?:\[([ xX])\]\s+)?(\S.*)$/;
const HEADING = /^\s*#{1,6}\s+(\S.*?)\s*#*\s*$/;
const TABLE = /^\s*\|.*\|\s*$/;

/** The text of a section for the ear, cut into parts of a few sentences. Code and tables are only named. */
export function readingParts({ content }: Pick<PlanSection, "content">): string[] {
  const parts: string[] = [];
  let part: string[] = [];
  for (const sentence of spokenSentences(content)) {
    const length = part.reduce((sum, text) => sum + text.length, 0);
    if (part.length >= SENTENCES || (part.length > 0 && length + sentence.length > CHARACTERS)) {
      parts.push(part.join(" "));
      part = [];
    }
    part.push(sentence);
  }
  if (part.length > 0) parts.push(part.join(" "));
  return parts;
}

function spokenSentences(markdown: string): string[] {
  const sentences: string[] = [];
  let paragraph = "";
  let silent: "code" | "table" | null = null;
  const finish = () => {
    sentences.push(
      ...paragraph
        .split(/(?<=[.!?])\s+(?=\p{Lu})/u)
        .map(ended)
        .filter(Boolean),
    );
    paragraph = "";
  };
  const name = (kind: "code" | "table") => {
    if (silent === kind) return;
    finish();
    silent = kind;
    sentences.push(
      kind === "code" ? "There is code on the screen." : "There is a table on the screen.",
    );
  };
  for (const { line, isCode } of markdownLines(markdown.replaceAll(/<!--[\s\S]*?(?:-->|$)/g, ""))) {
    if (isCode) {
      name("code");
      continue;
    }
    if (TABLE.test(line)) {
      name("table");
      continue;
    }
    silent = null;
    const [, mark, item] = ITEM.exec(line) ?? [];
    const heading = HEADING.exec(line)?.[1];
    if (heading !== undefined || item !== undefined || line.trim() === "") finish();
    if (heading !== undefined) sentences.push(ended(plain(heading)));
    else if (item !== undefined)
      paragraph = `${mark === "x" || mark === "X" ? "Done: " : ""}${plain(item)}`;
    else paragraph = `${paragraph} ${plain(line)}`.trim();
  }
  finish();
  return sentences.filter(Boolean);
}

function plain(text: string): string {
  return text
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replaceAll(/https?:\/\/(?:www\.)?([^/\s]+)\S*/g, "$1")
    .replaceAll(/^\s*>\s?/g, "")
    .replaceAll(/[*_~`]+(?=\S)|(?<=\S)[*_~`]+/g, "")
    .replaceAll(/\s+/g, " ")
    .trim();
}

function ended(text: string): string {
  const trimmed = text.trim();
  if (!/[\p{L}\p{N}]/u.test(trimmed)) return "";
  return /[.!?]["”')]*$/.test(trimmed) ? trimmed : `${trimmed.replace(/[:;,]$/, "")}.`;
}
