import { beforeEach, describe, expect, test } from "vitest";
import { UtteranceSegmenter } from "./utteranceSegmenter.ts";

/** Frames are told apart by their first sample. */
const frame = (mark: number) => Float32Array.of(mark);

let log: string[];
let segmenter: UtteranceSegmenter;

beforeEach(() => {
  log = [];
  segmenter = new UtteranceSegmenter({
    start: () => log.push("start"),
    frame: (samples) => log.push(`frame ${samples[0] ?? NaN}`),
    confirmed: () => log.push("confirmed"),
    end: (frames) => log.push(`end ${frames}`),
    cancel: () => log.push("cancel"),
  });
});

function hear(from: number, to: number, probability: number): void {
  for (let mark = from; mark <= to; mark += 1) segmenter.onFrame(frame(mark), probability);
}

describe("an utterance", () => {
  test("sends nothing before somebody speaks", () => {
    hear(1, 50, 0);
    expect(log).toEqual([]);
  });

  test("begins 400 ms before the detector noticed, then streams frame by frame", () => {
    hear(1, 20, 0);
    segmenter.onStart();
    expect(log[0]).toBe("start");
    expect(log.slice(1)).toEqual(Array.from({ length: 13 }, (_, index) => `frame ${index + 8}`));
    hear(21, 21, 0.9);
    expect(log.at(-1)).toBe("frame 21");
  });

  test("leaves the silence that ended it out of its count, but for a tail of 200 ms", () => {
    hear(1, 1, 0.9);
    segmenter.onStart();
    hear(2, 10, 0.9);
    hear(11, 30, 0.01);
    segmenter.onEnd();
    expect(log.at(-1)).toBe("end 16");
  });

  test("never counts frames that were not sent", () => {
    segmenter.onStart();
    hear(1, 4, 0.9);
    segmenter.onEnd();
    expect(log.at(-1)).toBe("end 4");
  });

  test("is cancelled by a misfire", () => {
    segmenter.onStart();
    segmenter.onMisfire();
    expect(log).toEqual(["start", "cancel"]);
  });

  test("does not begin with the frames of the one before", () => {
    segmenter.onStart();
    hear(1, 3, 0.9);
    segmenter.onEnd();
    log = [];
    segmenter.onStart();
    expect(log).toEqual(["start"]);
  });

  test("that is longer than a server takes goes on in the next one", () => {
    segmenter.onStart();
    segmenter.onConfirmed();
    hear(1, 3437, 0.9);
    expect(log.slice(-3)).toEqual(["end 3437", "start", "confirmed"]);
  });
});

describe("switching the microphone off", () => {
  test("sends what was said so far", () => {
    segmenter.onStart();
    segmenter.onConfirmed();
    hear(1, 5, 0.9);
    segmenter.finish();
    expect(log.at(-1)).toBe("end 5");
  });

  test("drops what was not yet speech", () => {
    segmenter.onStart();
    hear(1, 2, 0.9);
    segmenter.finish();
    expect(log.at(-1)).toBe("cancel");
  });
});
