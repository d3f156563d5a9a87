import type { Message } from "@voiceplan/protocol";
import * as wire from "virtual:wire-schemas";
import { isWire } from "../transport/wireSchema.ts";
import type { Entry, NumberedEvent, ReplyEntry, Sheet, View } from "./view.ts";

/**
 * Consumes one event, live or resumed. Pure. An event that was consumed before changes nothing; one
 * that comes ahead of its turn waits until those before it are there.
 */
export function reduce(view: View, event: NumberedEvent): View {
  if (event.seq <= view.seq || view.waiting.has(event.seq)) return view;
  if (event.seq > view.seq + 1) {
    return { ...view, waiting: new Map(view.waiting).set(event.seq, event) };
  }
  let next = consume(view, event);
  for (;;) {
    const waiting = next.waiting.get(next.seq + 1);
    if (!waiting) return next;
    const rest = new Map(next.waiting);
    rest.delete(waiting.seq);
    next = consume({ ...next, waiting: rest }, waiting);
  }
}

export function reduceAll(view: View, events: readonly NumberedEvent[]): View {
  return events.reduce(reduce, view);
}

/** Consumes all that matters up to number `lastSeq`: whatever is missing before it is no gap. */
export function catchUp(view: View, events: readonly NumberedEvent[], lastSeq: number): View {
  let next: View = { ...view, waiting: new Map() };
  for (const event of events) if (event.seq > next.seq) next = consume(next, event);
  return reduceAll({ ...next, seq: Math.max(next.seq, lastSeq) }, [...view.waiting.values()]);
}

/** Whether events are missing between those that were consumed and those that came. */
export function hasGap(view: View): boolean {
  return view.waiting.size > 0;
}

/** The reply that is under way. */
export function activeReply(view: View): ReplyEntry | null {
  for (const entry of view.entries.toReversed()) {
    if (entry.kind === "reply" && entry.outcome === null) return entry;
  }
  return null;
}

function consume(before: View, event: NumberedEvent): View {
  const view = { ...before, seq: event.seq };
  switch (event.type) {
    case "state":
      return { ...view, state: event.state };
    case "utterance.ended":
    case "reply.held":
    case "unknown":
      return view;
    case "reply.resumed":
      // What was heard in between was no message.
      return { ...view, hearing: null };
    case "transcript":
      return transcribed(view, event);
    case "message":
      return said(view, event.message, event.at);
    case "command": {
      const { command, sourceId, result, at } = event;
      const sheet = sheetOf(view, result.plan);
      return add(
        { ...view, sheet },
        { kind: "command", id: keyOf(event), at, command, sourceId, result },
      );
    }
    case "reply.started":
      return withReply(view, event.replyId, event.at, (reply) => ({
        ...reply,
        sourceId: event.sourceId,
      }));
    case "reply.text":
      return withReply(view, event.replyId, event.at, (reply) =>
        reply.outcome === null ? { ...reply, text: reply.text + event.delta } : reply,
      );
    case "reply.ended": {
      const { replyId, text, outcome, timings, sources } = event;
      // What is done without a word, as "stop" is, leaves nothing to read.
      if (outcome === "completed" && text === "") return withoutReply(view, replyId);
      return withReply(view, event.replyId, event.at, (reply) => ({
        ...reply,
        text,
        outcome,
        timings,
        ...(sources ? { sources } : {}),
      }));
    }
    case "project.opened": {
      const { project } = event;
      const sheet =
        view.sheet?.saved && view.sheet.saved.projectId !== project.id ? null : view.sheet;
      const opened = { ...view, project, sheet };
      if (before.project?.id === project.id) return opened;
      return add(opened, { kind: "opened", id: keyOf(event), at: event.at, name: project.name });
    }
    case "plan.draft": {
      const { title, markdown } = event;
      const saved = view.sheet?.saved ?? null;
      return { ...view, sheet: { title, markdown, saved, isAhead: true } };
    }
    case "plan.saved": {
      const { planId, projectId, version, title, at } = event;
      const isSame = view.sheet?.saved?.planId === planId || view.sheet?.saved === null;
      const markdown = isSame ? (view.sheet?.markdown ?? null) : null;
      const saved = { planId, projectId, version };
      return add(
        { ...view, sheet: { title, markdown, saved, isAhead: false } },
        { kind: "saved", id: keyOf(event), at, planId, version, title },
      );
    }
    case "plan.changed": {
      const { id, title, status } = event.plan;
      if (view.sheet?.saved?.planId !== id) return view;
      return { ...view, sheet: { ...view.sheet, title, status } };
    }
    case "problem": {
      const { message, retryable, sourceId } = event;
      const hearing = view.hearing?.utteranceId === sourceId ? null : view.hearing;
      const entry: Entry = { kind: "problem", id: keyOf(event), at: event.at, message, retryable };
      return add({ ...view, hearing }, entry);
    }
  }
}

/** A command that names a plan makes it the one the conversation is about. */
function sheetOf(view: View, named: unknown): Sheet | null {
  if (!isWire(wire.plan, named) || view.sheet?.saved?.planId === named.id) return view.sheet;
  const saved = { planId: named.id, projectId: named.projectId, version: named.currentVersion };
  return { title: named.title, markdown: null, saved, isAhead: false };
}

function transcribed(
  view: View,
  event: { utteranceId: string; text: string; final: boolean },
): View {
  const { utteranceId, text } = event;
  // A final text of nothing was silence; any other becomes a message with the utterance's id.
  if (event.final && text === "") {
    return view.hearing?.utteranceId === utteranceId ? { ...view, hearing: null } : view;
  }
  return { ...view, hearing: { utteranceId, text } };
}

function said(view: View, message: Message, at: string): View {
  const { id, content, modality } = message;
  if (message.role === "assistant") {
    // A message that comes again with less in it: its tail was still being spoken when it was stopped.
    return withReply(view, id, at, (reply) => ({
      ...reply,
      text: content,
      outcome: isCut(reply, content) ? "interrupted" : reply.outcome,
    }));
  }
  const hearing = view.hearing?.utteranceId === id ? null : view.hearing;
  const entry: Entry = { kind: "said", id, at, text: content, modality };
  const index = view.entries.findIndex((other) => other.kind === "said" && other.id === id);
  if (index < 0) return add({ ...view, hearing }, entry);
  return { ...view, hearing, entries: view.entries.with(index, entry) };
}

function isCut(reply: ReplyEntry, content: string): boolean {
  return reply.outcome === "completed" && content.length < reply.text.trim().length;
}

function add(view: View, entry: Entry): View {
  return { ...view, entries: [...view.entries, entry] };
}

function withReply(
  view: View,
  id: string,
  at: string,
  change: (reply: ReplyEntry) => ReplyEntry,
): View {
  const index = view.entries.findLastIndex((entry) => entry.kind === "reply" && entry.id === id);
  const found = view.entries[index];
  if (found?.kind === "reply") return { ...view, entries: view.entries.with(index, change(found)) };
  return add(
    view,
    change({
      kind: "reply",
      id,
      at,
      sourceId: null,
      text: "",
      outcome: null,
      timings: null,
    }),
  );
}

function withoutReply(view: View, id: string): View {
  const entries = view.entries.filter((entry) => entry.kind !== "reply" || entry.id !== id);
  return { ...view, entries };
}

function keyOf(event: NumberedEvent): string {
  return `${event.type}:${event.seq}`;
}
