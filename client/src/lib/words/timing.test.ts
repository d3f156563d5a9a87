import { expect, test } from "vitest";
import { timingInWords } from "./timing.ts";

test("names the boundaries that were passed", () => {
  expect(
    timingInWords({
      transcriptMs: null,
      firstTextMs: 12.4,
      firstSentenceMs: 20,
      firstAudioMs: 812,
      textDoneMs: 900,
      endedMs: 3149,
      silenceMs: null,
      recognitionMs: null,
      hiddenMs: null,
    }),
  ).toBe("first words 12 ms, first sound 812 ms, done 3.1 s");
});
