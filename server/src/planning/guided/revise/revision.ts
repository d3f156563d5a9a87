import type { Draft } from "./edit.ts";

/** What a message does to a plan that exists: a change with its summary, or only words. */
export type Revision =
  { type: "change"; draft: Draft; summary: string } | { type: "words"; say: string };

export const change = (draft: Draft, summary: string): Revision => ({
  type: "change",
  draft,
  summary,
});
export const words = (say: string): Revision => ({ type: "words", say });

/** Without the quotation marks and full stops that people put around a name. */
export const unquote = (text: string): string => text.replace(/^["“'\s]+|["”'\s.!]+$/g, "");
