import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { UtteranceSegmenter } from "./utteranceSegmenter.ts";

const SPEECH = 0.9;
const SILENCE = 0.01;

let log: string[];
let segmenter: UtteranceSegmenter;
let mark: number;

beforeEach(() => {
  log = [];
  mark = 0;
  segmenter = new UtteranceSegmenter({
    start: () => log.push("start"),
    frame: (samples) => log.push(`${samples[0] ?? NaN}`),
    insisted: () => log.push("insisted"),
    pause: (frames) => log.push(`pause ${frames}`),
    resume: () => log.push("resume"),
    end: (frames) => log.push(`end ${frames}`),
    cancel: () => log.push("cancel"),
  });
});

/** So many frames of 32 ms. They are told apart by their first sample, from 1 up. */
function hear(count: number, probability: number): void {
  for (let index = 0; index < count; index += 1) {
    mark += 1;
    segmenter.push(Int16Array.of(mark), probability);
  }
}

const words = () => log.filter((line) => !/^\d+$/.test(line));
const frames = () => log.filter((line) => /^\d+$/.test(line)).map(Number);

describe("an utterance", () => {
  test("is none before somebody speaks", () => {
    hear(50, SILENCE);
    expect(log).toEqual([]);
  });

  test("begins 400 ms before speech was noticed, then streams frame by frame", () => {
    hear(20, SILENCE);
    hear(1, SPEECH);
    expect(log[0]).toBe("start");
    expect(frames()).toEqual(Array.from({ length: 14 }, (_, index) => index + 8));
    hear(1, SPEECH);
    expect(log.at(-1)).toBe("22");
  });

  test("pauses after 200 ms of silence, with a tail that belongs to it", () => {
    hear(10, SPEECH);
    hear(5, SILENCE);
    expect(words()).toEqual(["start"]);
    hear(1, SILENCE);
    expect(words()).toEqual(["start", "pause 16"]);
  });

  test("goes on streaming while it pauses, and says when speech goes on", () => {
    hear(10, SPEECH);
    hear(20, SILENCE);
    hear(1, SPEECH);
    expect(words()).toEqual(["start", "pause 16", "resume"]);
    expect(frames()).toHaveLength(31);
    hear(6, SILENCE);
    expect(words().at(-1)).toBe("pause 37");
  });

  test("of which nobody else finds the end is over after 2.5 s of silence", () => {
    hear(10, SPEECH);
    hear(77, SILENCE);
    expect(words()).toEqual(["start", "pause 16"]);
    hear(1, SILENCE);
    expect(words()).toEqual(["start", "pause 16", "end 16"]);
  });

  test("that was a click is taken back, and never paused", () => {
    hear(2, SPEECH);
    hear(10, SILENCE);
    expect(words()).toEqual(["start", "cancel"]);
  });

  test("of more than 600 ms insists, once", () => {
    hear(18, SPEECH);
    expect(words()).toEqual(["start"]);
    hear(20, SPEECH);
    expect(words()).toEqual(["start", "insisted"]);
  });

  test("takes more to begin where the onset is raised, and no more to go on", () => {
    segmenter.onset = 0.7;
    hear(20, 0.5);
    expect(log).toEqual([]);
    hear(5, SPEECH);
    hear(20, 0.5);
    expect(words()).toEqual(["start", "insisted"]);
  });

  test("that gets too long for one goes on as another, without a frame lost or doubled", () => {
    hear(4000, SPEECH);
    expect(words().filter((word) => word !== "insisted")).toEqual(["start", "end 3437", "start"]);
    expect(frames()).toEqual(Array.from({ length: 4000 }, (_, index) => index + 1));
  });

  test("is said when the microphone is switched off in its middle; a click is not", () => {
    hear(10, SPEECH);
    segmenter.finish();
    hear(1, SPEECH);
    segmenter.finish();
    segmenter.finish();
    expect(words()).toEqual(["start", "end 10", "start", "cancel"]);
  });
});

describe("an utterance that the server has ended", () => {
  test("leaves the next one to begin with what was heard since", () => {
    hear(10, SPEECH);
    hear(20, SILENCE);
    segmenter.ended(16);
    expect(words()).toEqual(["start", "pause 16"]);
    hear(1, SPEECH);
    expect(words()).toEqual(["start", "pause 16", "start"]);
    // 400 ms before it, as always.
    expect(frames().slice(-13)).toEqual(Array.from({ length: 13 }, (_, index) => index + 19));
  });

  test("while somebody went on speaking: what came after is the next one, whole", () => {
    hear(10, SPEECH);
    hear(8, SILENCE);
    hear(8, SPEECH);
    segmenter.ended(16);
    expect(words()).toEqual(["start", "pause 16", "resume", "start"]);
    expect(frames().slice(-10)).toEqual([17, 18, 19, 20, 21, 22, 23, 24, 25, 26]);
  });
});

test("whatever is heard, utterances follow each other, and what is ended was sent", () => {
  const sound = fc.array(fc.tuple(fc.integer({ min: 1, max: 90 }), fc.double({ min: 0, max: 1 })));
  fc.assert(
    fc.property(sound, (parts) => {
      log = [];
      for (const [count, probability] of parts)
        hear(count, Number.isNaN(probability) ? 0 : probability);
      segmenter.finish();
      let sent = -1;
      let isPaused = false;
      for (const line of log) {
        const [word, count] = line.split(" ");
        if (word === "start") {
          expect(sent).toBe(-1);
          sent = 0;
          isPaused = false;
        } else if (word === "end" || word === "cancel") {
          expect(Number(count ?? 0)).toBeLessThanOrEqual(sent);
          sent = -1;
        } else if (word === "pause" || word === "resume") {
          expect(isPaused).toBe(word === "resume");
          isPaused = word === "pause";
          expect(Number(count ?? 0)).toBeLessThanOrEqual(sent);
        } else if (word !== "insisted") {
          expect(sent).toBeGreaterThanOrEqual(0);
          sent += 1;
        }
      }
      expect(sent).toBe(-1);
    }),
  );
});
