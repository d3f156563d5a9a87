import type { Timings } from "@voiceplan/protocol";
import { beforeEach, describe, expect, test } from "vitest";
import { BargeIn } from "./bargeIn.ts";
import type { NumberedEvent } from "./view.ts";

const UTTERANCE = "utterance";
let did: string[];
let isSpeaking: boolean;
let bargeIn: BargeIn;

beforeEach(() => {
  did = [];
  isSpeaking = true;
  bargeIn = new BargeIn({
    isSpeaking: () => isSpeaking,
    hold: () => did.push("hold"),
    release: () => did.push("release"),
    stop: () => did.push("stop"),
  });
});

const numbered = { conversationId: "c", seq: 1, at: "2026-01-01T00:00:00Z" };

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

const events = {
  resumed: { ...numbered, type: "reply.resumed", replyId: "r" },
  silence: { ...numbered, type: "transcript", utteranceId: UTTERANCE, text: "", final: true },
  words: {
    ...numbered,
    type: "message",
    message: {
      id: UTTERANCE,
      role: "user",
      content: "wait",
      modality: "voice",
    },
  },
  interrupted: {
    ...numbered,
    type: "reply.ended",
    replyId: "r",
    text: "",
    outcome: "interrupted",
    timings,
  },
} satisfies Record<string, NumberedEvent>;

describe("a reply that is spoken", () => {
  test("is held at the first sound", () => {
    bargeIn.onset();
    bargeIn.onset();
    expect(did).toEqual(["hold"]);
  });

  test("goes on after what was no speech", () => {
    bargeIn.onset();
    bargeIn.over(null);
    expect(did).toEqual(["hold", "release"]);
  });

  test("is stopped by somebody who speaks on", () => {
    bargeIn.onset();
    bargeIn.insisted();
    bargeIn.over(UTTERANCE);
    expect(did).toEqual(["hold", "stop"]);
  });

  test.each([
    ["goes on when the server says so", events.resumed, "release"],
    ["goes on after silence", events.silence, "release"],
    ["is over when there were words", events.words, "stop"],
    ["is over when the server says so", events.interrupted, "stop"],
  ] as const)("%s", (_, event, then) => {
    bargeIn.onset();
    bargeIn.over(UTTERANCE);
    expect(did).toEqual(["hold"]);
    bargeIn.live(event);
    bargeIn.live(event);
    expect(did).toEqual(["hold", then]);
  });

  test("waits on while somebody speaks again before the words are known", () => {
    bargeIn.onset();
    bargeIn.over(UTTERANCE);
    bargeIn.onset();
    bargeIn.live(events.silence);
    expect(did).toEqual(["hold"]);
  });
});

test("without a reply there is nothing to hold, go on with or stop", () => {
  isSpeaking = false;
  bargeIn.onset();
  bargeIn.insisted();
  bargeIn.over(null);
  bargeIn.live(events.words);
  expect(did).toEqual([]);
});
