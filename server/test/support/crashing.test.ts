import { randomUUID } from "node:crypto";
import type { ConversationEvent, ConversationEventBody, Timings } from "@voiceplan/protocol";
import { expect, test } from "vitest";
import { expectEachOnce, type Step } from "./crashing.ts";

const conversationId = randomUUID();
const [step, next] = [randomUUID(), randomUUID()].map((id): Step => ({
  id,
  say: { text: "What is slow?" },
  kill: null,
  again: false,
}));
const [first, second] = [randomUUID(), randomUUID()];
const text = "Caching helps here. What is slow?";
const timings: Timings = {
  transcriptMs: null,
  firstTextMs: null,
  firstSentenceMs: null,
  firstAudioMs: null,
  textDoneMs: null,
  endedMs: null,
  silenceMs: null,
  recognitionMs: null,
  hiddenMs: null,
};

const said = (id = "", role: "user" | "assistant" = "user", content = "What is slow?") =>
  ({ type: "message", message: { id, role, content, modality: "text" } }) as const;
const replied = (replyId: string, sourceId = ""): ConversationEventBody[] => [
  { type: "reply.started", replyId, sourceId },
  { type: "reply.ended", replyId, text, outcome: "completed", timings },
  said(replyId, "assistant", text),
];
const log = (...bodies: ConversationEventBody[]): ConversationEvent[] =>
  bodies.map((body, at) => ({ conversationId, seq: at + 1, at: "2026-01-01T00:00:00Z", ...body }));

/** The second step is spoken into the end of the first reply, of which this much was heard. */
const talkedOver = (heard: string) =>
  log(
    said(step?.id),
    ...replied(first, step?.id),
    said(next?.id),
    said(first, "assistant", heard),
    ...replied(second, next?.id),
  );
const steps = [step, next].filter((one) => one !== undefined);

test("a reply whose end is talked over is kept as far as it was heard, and is no second reply", () => {
  expect(() => expectEachOnce(talkedOver("Caching helps"), steps)).not.toThrow();
  expect(() => expectEachOnce(talkedOver(""), steps)).not.toThrow();
});

test("a reply that is kept in other words, or answers a step twice, is a fault", () => {
  expect(() => expectEachOnce(talkedOver("Something else."), steps)).toThrow();
  const twice = log(said(step?.id), ...replied("a", step?.id), ...replied("b", step?.id));
  expect(() => expectEachOnce(twice, steps.slice(0, 1))).toThrow();
});
