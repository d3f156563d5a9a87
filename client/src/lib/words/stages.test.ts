import type { Timings } from "@voiceplan/protocol";
import { expect, test } from "vitest";
import { stagesOf, timingInWords, waitOf } from "./stages.ts";

const nothing: Timings = {
  ...{ transcriptMs: null, firstTextMs: null, firstSentenceMs: null, firstAudioMs: null },
  ...{ textDoneMs: null, endedMs: null, silenceMs: null, recognitionMs: null, hiddenMs: null },
};
const spoken: Timings = {
  ...nothing,
  ...{ silenceMs: 480, transcriptMs: 20, recognitionMs: 210, hiddenMs: 190 },
  ...{ firstTextMs: 320, firstSentenceMs: 500, firstAudioMs: 1012, textDoneMs: 900, endedMs: 4000 },
};

test("a voice turn is silence, recognition, thinking and speech, one after the other", () => {
  expect(stagesOf(spoken)).toEqual([
    { name: "silence", ms: 480 },
    { name: "recognition", ms: 20 },
    { name: "thinking", ms: 480 },
    { name: "speech", ms: 512 },
  ]);
  expect(waitOf(spoken)).toBe(480 + 1012);
});

test("a typed turn that is not spoken is thinking alone", () => {
  expect(stagesOf({ ...nothing, transcriptMs: 0, firstTextMs: 12, firstSentenceMs: 40 })).toEqual([
    { name: "thinking", ms: 12 },
  ]);
});

test("stages that were over before they could begin take no time", () => {
  const early = { ...spoken, transcriptMs: 0, firstTextMs: 0, firstSentenceMs: 0 };
  expect(stagesOf(early).map(({ ms }) => ms)).toEqual([480, 0, 0, 1012]);
});

test("of a turn that never answered nothing is known", () => {
  expect(waitOf(nothing)).toBeNull();
  expect(timingInWords(nothing)).toBe("");
});

test("says it in words", () => {
  expect(timingInWords(spoken)).toBe(
    "1.5 s until the reply: silence 480 ms, recognition 20 ms, thinking 480 ms, speech 512 ms. Recognition took 210 ms. 190 ms of work was done in the silence before.",
  );
});
