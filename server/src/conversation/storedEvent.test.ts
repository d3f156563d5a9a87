import { expect, test } from "vitest";
import { storedEvent } from "./storedEvent.ts";

const id = "11111111-1111-4111-8111-111111111111";

test("an event is read as it was kept", () => {
  const event = { type: "reply.text", replyId: id, delta: "Hello" };
  expect(storedEvent(event)).toEqual(event);
});

test("a reply that ended before durations were measured has none", () => {
  const { transcriptMs, ...rest } = {
    ...{ transcriptMs: 1, firstTextMs: 2, firstSentenceMs: 3 },
    ...{ firstAudioMs: null, textDoneMs: 4, endedMs: 5 },
  };
  const ended = { type: "reply.ended", replyId: id, text: "", outcome: "completed" };
  expect(storedEvent({ ...ended, timings: { transcriptMs, ...rest } })).toEqual({
    ...ended,
    timings: { transcriptMs, ...rest, silenceMs: null, recognitionMs: null, hiddenMs: null },
  });
  expect(() => storedEvent({ ...ended, timings: rest })).toThrow();
});
