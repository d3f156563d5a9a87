import { expect, test } from "vitest";
import { figuresOf } from "./figures.ts";
import type { Exchange, TurnSeen } from "./messages.ts";

/** A turn whose recognition began at the pause and whose model began before it was over. */
const seen: TurnSeen = {
  kind: "plan",
  name: "Bakodu",
  spokenAt: 1000,
  silenceToldAt: 1200,
  overAt: 1500,
  transcriptAt: 1505,
  commandAt: null,
  firstAudioAt: 2030,
  silencedAfterMs: null,
  fault: null,
};
const exchange = (role: Exchange["role"], at: number, usefulAt: number | null): Exchange => ({
  role,
  name: "Bakodu",
  at,
  usefulAt,
  abandoned: usefulAt === null,
});
const asked = [
  exchange("transcription", 1205, 1405),
  exchange("chat", 1410, 1870),
  exchange("speech", 1875, 2025),
];

test("the time between the provider's answers is ours", () => {
  expect(figuresOf(seen, asked)).toEqual({
    totalMs: 1030,
    silenceMs: 200,
    toRecognitionMs: 5,
    toThinkingMs: 5,
    toSpeechMs: 5,
    toClientMs: 5,
    overheadMs: 20,
    hiddenMs: 200 + 90,
  });
});

test("what was begun too early and dropped does not count", () => {
  const dropped = [exchange("transcription", 900, 1100), exchange("chat", 1110, null), ...asked];
  expect(figuresOf(seen, dropped)).toEqual(figuresOf(seen, asked));
});

test("a turn without speech has no figures", () => {
  expect(figuresOf({ ...seen, firstAudioAt: null }, asked)).toBeNull();
  expect(figuresOf(seen, asked.slice(0, 2))).toBeNull();
});
