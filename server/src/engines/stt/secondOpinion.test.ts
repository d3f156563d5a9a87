import { afterAll, describe, expect, test, vi } from "vitest";
import { audioClips, clipNamed, clipSamples } from "../../../test/support/audioFixtures.ts";
import { createLog } from "../../lib/log.ts";
import { Problem } from "../../lib/problem.ts";
import { VOICE_WINDOW, type SpeechDetector } from "../vad/port.ts";
import { SileroDetector } from "../vad/silero.ts";
import type { Transcription } from "./port.ts";
import { SecondOpinion } from "./secondOpinion.ts";

// The network is compiled first, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** Hears speech in windows that are not silent; counts how often it is asked. */
function detectorOf({ fails = false } = {}): SpeechDetector & { asked: number; streams: number } {
  return {
    name: "double",
    asked: 0,
    streams: 0,
    open() {
      this.asked += 1;
      this.streams += 1;
      return {
        push: (samples) => {
          if (fails) return Promise.reject(new Problem("unavailable", "It failed."));
          const windows = Math.floor(samples.length / VOICE_WINDOW);
          return Promise.resolve(
            Array.from({ length: windows }, (_, at) => (samples[at * VOICE_WINDOW] ? 1 : 0)),
          );
        },
        close: () => {
          this.streams -= 1;
        },
      };
    },
  };
}

const loud = new Int16Array(VOICE_WINDOW * 10).fill(9_000);
const empty = new Int16Array(VOICE_WINDOW * 10);
const cough = empty.slice().fill(9_000, 0, VOICE_WINDOW * 2);

const listen = async (
  said: { text: string; isDoubtful?: boolean },
  audio: Int16Array,
  detector = detectorOf(),
  signal = new AbortController().signal,
): Promise<{ text: string | null; asked: number; open: number }> => {
  const { text, ...more } = said;
  const transcription: Transcription = {
    hypotheses: [{ text, confidence: null }],
    understood: true,
    ...more,
  };
  const stt = { name: "double", transcribe: () => Promise.resolve(transcription) };
  const second = new SecondOpinion({ stt, detector, log: createLog("silent") });
  const vocabulary = { projects: [], terms: [] };
  const { hypotheses } = await second.transcribe({ audio, vocabulary, signal });
  return { text: hypotheses[0]?.text ?? null, asked: detector.asked, open: detector.streams };
};

describe("words that nobody doubts", () => {
  test("are kept, and nobody is asked", async () => {
    expect(await listen({ text: "Show my projects." }, empty)).toMatchObject({
      text: "Show my projects.",
      asked: 0,
    });
  });
});

describe.each([
  ["a known invention", { text: "Thank you for watching." }],
  ["inventions in a row", { text: "Thank you. Bye-bye! Thank you." }],
  ["words that the recogniser doubts", { text: "Call the bank.", isDoubtful: true }],
])("%s", (_, said) => {
  test.each([
    ["silence", empty],
    ["a sound shorter than a word", cough],
    ["less than a window", empty.subarray(0, 100)],
  ])("in %s was not said", async (_name, audio) => {
    expect(await listen(said, audio)).toEqual({ text: null, asked: 1, open: 0 });
  });
  test("in speech was said", async () => {
    expect(await listen(said, loud)).toEqual({ text: said.text, asked: 1, open: 0 });
  });
  test("is kept when the detector fails", async () => {
    expect(await listen(said, empty, detectorOf({ fails: true }))).toMatchObject({
      text: said.text,
      open: 0,
    });
  });
  test("throws the reason when nobody wants it any more", async () => {
    const reason = new Error("barge-in");
    const heard = listen(said, loud, detectorOf(), AbortSignal.abort(reason));
    await expect(heard).rejects.toBe(reason);
  });
});

describe("with Silero", () => {
  const detector = new SileroDetector();
  afterAll(() => detector.close());
  const hear = async (audio: Int16Array): Promise<string | null> => {
    const hypotheses = [{ text: "Thank you for watching.", confidence: 0.9 }];
    const stt = {
      name: "double",
      transcribe: () => Promise.resolve({ hypotheses, understood: true }),
    };
    const second = new SecondOpinion({ stt, detector, log: createLog("silent") });
    const { signal } = new AbortController();
    const vocabulary = { projects: [], terms: [] };
    return (await second.transcribe({ audio, vocabulary, signal })).hypotheses[0]?.text ?? null;
  };

  test("nothing was said in any noise", async () => {
    const noises = audioClips.filter(({ kind }) => kind === "noise");
    const heard = await Promise.all(noises.map((clip) => hear(clipSamples(clip))));
    expect(noises.filter((_, at) => heard[at] !== null).map(({ file }) => file)).toEqual([]);
    expect(noises.length).toBeGreaterThan(20);
  });

  test("whoever speaks quietly in noise was heard", async () => {
    const words = clipNamed("the-weather-is-lovely-today.slt.wav");
    for (const noise of ["noise.wav", "fan.wav", "keyboard.wav"]) {
      const background = clipNamed(noise);
      const quiet = words.map(
        (sample, at) => sample * 0.06 + (background[at % background.length] ?? 0) * 0.01,
      );
      expect(await hear(quiet), noise).toBe("Thank you for watching.");
    }
  });
});
