import { beforeAll, describe, expect, test, vi } from "vitest";
import { collect } from "../tts/contract.ts";
import { FliteTextToSpeech } from "../tts/flite.ts";
import { speechDetectorContract } from "./contract.ts";
import { EnergyDetector } from "./energy.ts";
import { hasSpeech } from "./hasSpeech.ts";
import { StreamedDetector } from "./streamed.ts";

// Real speech is made first, on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

speechDetectorContract("EnergyDetector", () => new StreamedDetector(new EnergyDetector()));

const RATE = 16_000;
const FRAME = 512;
const detector = new EnergyDetector();

const silence = (seconds: number): Int16Array => new Int16Array(seconds * RATE);
const hum = (seconds: number, peak: number): Int16Array =>
  Int16Array.from({ length: seconds * RATE }, (_, at) => {
    const turn = (2 * Math.PI * 50 * at) / RATE;
    return peak * (Math.sin(turn) + 0.3 * Math.sin(3 * turn));
  });
/** The same noise every time. */
const noise = (seconds: number, peak: number): Int16Array => {
  let seed = 1;
  return Int16Array.from({ length: seconds * RATE }, () => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
    return peak * (seed / 0x3fffffff - 1);
  });
};
const scaled = (audio: Int16Array, by: number): Int16Array => audio.map((sample) => sample * by);
const joined = (...parts: Int16Array[]): Int16Array =>
  Int16Array.from(parts.flatMap((part) => [...part]));
const mixed = (one: Int16Array, other: Int16Array): Int16Array =>
  one.map((sample, at) => sample + (other[at] ?? 0));

/** How likely each frame is speech. */
function listen(audio: Int16Array): number[] {
  const activity = detector.open();
  const heard: number[] = [];
  for (let at = 0; at + FRAME <= audio.length; at += FRAME) {
    heard.push(activity.probability(audio.subarray(at, at + FRAME)));
  }
  return heard;
}

describe("is no speech", () => {
  test.each([
    ["silence", silence(3)],
    ["mains hum, however loud", hum(3, 6_000)],
    ["faint noise", noise(3, 40)],
    ["a fan", noise(3, 600)],
    ["loud noise", noise(3, 5_000)],
    ["less than a frame", new Int16Array(100).fill(9_000)],
    ["a click", joined(silence(1), new Int16Array(160).fill(20_000), silence(1))],
  ])("%s", (_, audio) => {
    expect(hasSpeech(audio, detector)).toBe(false);
  });
});

describe("speech", () => {
  const voices = ["slt", "rms", "awb"] as const;
  const texts = ["No.", "Save this plan.", "Create a new project called billing portal."];
  const recordings: Int16Array[] = [];
  beforeAll(async () => {
    const engine = new FliteTextToSpeech();
    for (const voice of voices) {
      for (const text of texts) {
        const { signal } = new AbortController();
        recordings.push(await collect(engine.synthesize({ text, voice, signal })));
      }
    }
    await engine.close();
  });
  const each = (check: (audio: Int16Array) => void): void => {
    expect(recordings).toHaveLength(voices.length * texts.length);
    recordings.forEach(check);
  };

  test("is heard, even when it begins with the first sample", () => {
    each((audio) => expect(hasSpeech(audio, detector)).toBe(true));
  });

  test("is heard when it is quiet: 36 dB less, as whispered across a room", () => {
    const quiet = (audio: Int16Array): Int16Array =>
      joined(silence(0.5), scaled(audio, 1 / 64), silence(0.3));
    each((audio) => expect(hasSpeech(quiet(audio), detector)).toBe(true));
  });

  test("is heard over a fan and over hum", () => {
    const padded = (audio: Int16Array): Int16Array => joined(silence(0.5), audio, silence(0.5));
    each((audio) => {
      const whole = padded(audio);
      const seconds = whole.length / RATE + 1;
      expect(hasSpeech(mixed(whole, noise(seconds, 300)), detector)).toBe(true);
      expect(hasSpeech(mixed(whole, hum(seconds, 2_000)), detector)).toBe(true);
    });
  });

  test("starts within 100 ms, and the pause after it is found within 300 ms", () => {
    for (const background of [0, 200]) {
      for (const audio of recordings) {
        const whole = joined(silence(1), audio, silence(1.5));
        const stream = mixed(whole, noise(whole.length / RATE + 1, background));
        const heard = listen(stream).map((probability) => probability >= 0.5);
        const from = Math.floor(RATE / FRAME);
        const until = Math.ceil((RATE + audio.length) / FRAME);
        expect(heard.slice(10, from)).not.toContain(true);
        expect(heard.slice(from, from + 7)).toContain(true);
        expect(heard.slice(until + 9)).not.toContain(true);
      }
    }
  });

  test("is still told from noise that began in the middle", () => {
    const [audio = silence(0)] = recordings;
    const stream = joined(silence(1), noise(2, 500), mixed(scaled(audio, 2), noise(9, 500)));
    const heard = listen(stream);
    expect(heard.slice(60, 93).every((probability) => probability < 0.5)).toBe(true);
    expect(heard.slice(93).some((probability) => probability > 0.5)).toBe(true);
  });
});

test("probabilities are from 0 to 1, and the same for the same sound", () => {
  const audio = joined(silence(1), noise(1, 9_000), hum(1, 30_000), silence(1));
  const heard = listen(audio);
  expect(heard.every((probability) => probability >= 0 && probability <= 1)).toBe(true);
  expect(listen(audio)).toEqual(heard);
});
