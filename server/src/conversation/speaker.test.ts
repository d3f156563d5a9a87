import type { ReplyAudio } from "@voiceplan/protocol";
import { describe, expect, test } from "vitest";
import type { SpeechRequest, TextToSpeech } from "../engines/tts/port.ts";
import { Problem } from "../lib/problem.ts";
import { Speaker } from "./speaker.ts";

const SAMPLE_RATE = 8000;

/** A voice that says each sentence for as long as asked, in pieces of a tenth of a second. */
class ScriptedVoice implements TextToSpeech {
  readonly name = "scripted";
  readonly sampleRate = SAMPLE_RATE;
  readonly voices = ["scripted"];
  readonly asked: string[] = [];
  readonly #lengthMs: (text: string) => number;

  constructor(lengthMs: (text: string) => number) {
    this.#lengthMs = lengthMs;
  }

  async *synthesize({ text, signal }: SpeechRequest): AsyncGenerator<Int16Array> {
    this.asked.push(text);
    const lengthMs = this.#lengthMs(text);
    if (lengthMs < 0) throw new Problem("speech_failed", "The voice is hoarse.");
    for (let ms = 0; ms < lengthMs; ms += 100) {
      await new Promise(setImmediate);
      signal.throwIfAborted();
      yield new Int16Array(SAMPLE_RATE / 10).fill(1000);
    }
  }
}

function speak(voice: TextToSpeech, isBehind = () => false) {
  const abort = new AbortController();
  const sent: { header: ReplyAudio; bytes: number }[] = [];
  const speaker = new Speaker({
    replyId: "11111111-1111-4111-8111-111111111111",
    tts: voice,
    manner: () => ({ voice: undefined, rate: 1 }),
    confirmed: Promise.resolve(),
    isBehind,
    send: (header, frame) => sent.push({ header, bytes: frame.byteLength }),
    signal: abort.signal,
    onFirstSentence: () => undefined,
    onFirstAudio: () => undefined,
  });
  const sentMs = () => (sent.reduce((sum, { bytes }) => sum + bytes, 0) / 2 / SAMPLE_RATE) * 1000;
  return { abort, sent, speaker, sentMs };
}

describe("the speaker", () => {
  test("speaks sentences in order, each named on its first frame, frames numbered from 0", async () => {
    const { speaker, sent } = speak(new ScriptedVoice(() => 300));
    speaker.push("One here. Two here.");
    speaker.push(" Three here");
    speaker.finish();
    await speaker.done;
    expect(sent.map(({ header }) => header.seq)).toEqual(sent.map((_, index) => index));
    const named = sent.flatMap(({ header }) => header.text ?? []);
    expect(named).toEqual(["One here.", "Two here.", "Three here"]);
    expect(sent).toHaveLength(9);
  });

  test("knows what was heard", async () => {
    const { speaker } = speak(new ScriptedVoice(() => 300));
    speaker.push("One here. Two here.");
    speaker.finish();
    await speaker.done;
    expect(speaker.heard(0)).toBe("");
    expect(speaker.heard(300)).toBe("One here.");
    expect(speaker.heard(600)).toBe("One here. Two here.");
  });

  test("runs only so far ahead of the ear, and not a frame further after an abort", async () => {
    const { speaker, abort, sent, sentMs } = speak(new ScriptedVoice(() => 60_000));
    speaker.push("A very long story.");
    await expect.poll(sentMs).toBeGreaterThanOrEqual(3000);
    expect(sentMs()).toBeLessThan(6000);
    abort.abort(new Error("stopped"));
    const atTheStop = sent.length;
    await expect(speaker.done).rejects.toThrow("stopped");
    expect(sent).toHaveLength(atTheStop);
  });

  test("in a hurry says the sentence that has begun to its end, and no further one", async () => {
    const voice = new ScriptedVoice(() => 5000);
    const { speaker, sent, sentMs } = speak(voice);
    speaker.push("One here. Two here. Three here. Four here.");
    speaker.finish();
    await expect.poll(() => sent.length).toBeGreaterThan(0);
    speaker.hurry();
    await speaker.done;
    expect(sent.flatMap(({ header }) => header.text ?? [])).toEqual(["One here."]);
    expect(sentMs()).toBe(5000);
  });

  test("that is hurried before it begins still says the first sentence", async () => {
    const { speaker, sent } = speak(new ScriptedVoice(() => 300));
    speaker.hurry();
    speaker.push("One here. Two here.");
    speaker.finish();
    await speaker.done;
    expect(sent.flatMap(({ header }) => header.text ?? [])).toEqual(["One here."]);
  });

  test("has the next sentences made while one is spoken, and no more than two of them", async () => {
    const voice = new ScriptedVoice((text) => (text.startsWith("One") ? 60_000 : 300));
    const { speaker, abort, sent } = speak(voice);
    speaker.push("One here. Two here. Three here. Four here. Five here.");
    speaker.finish();
    await expect.poll(() => sent.length).toBeGreaterThan(10);
    expect(voice.asked).toEqual(["One here.", "Two here.", "Three here."]);
    abort.abort(new Error("stopped"));
    await expect(speaker.done).rejects.toThrow("stopped");
  });

  test("that is held sends nothing more until it is released, and then goes on where it was", async () => {
    const { speaker, sent, sentMs } = speak(new ScriptedVoice(() => 1700));
    speaker.push("One here. Two here.");
    speaker.finish();
    await expect.poll(sentMs).toBeGreaterThanOrEqual(3000);
    speaker.hold();
    const atTheHold = sent.length;
    // Without the hold the rest would have been sent by then.
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(sent).toHaveLength(atTheHold);
    expect(speaker.isAudible).toBe(true);
    speaker.release();
    await speaker.done;
    expect(sent.map(({ header }) => header.seq)).toEqual(sent.map((_, index) => index));
    expect(sentMs()).toBe(3400);
  });

  test("that is held and aborted sends nothing at all", async () => {
    const { speaker, abort, sent } = speak(new ScriptedVoice(() => 500));
    speaker.hold();
    speaker.push("One here. Two here.");
    await new Promise((resolve) => setTimeout(resolve, 50));
    abort.abort(new Error("stopped"));
    await expect(speaker.done).rejects.toThrow("stopped");
    expect(sent).toEqual([]);
    expect(speaker.isAudible).toBe(false);
  });

  test("asks once its last sentence is heard, if that is a question", async () => {
    const { speaker } = speak(new ScriptedVoice(() => 300));
    speaker.push("One here. Shall I?");
    expect(speaker.isAsking).toBe(false);
    speaker.finish();
    await speaker.done;
    await expect.poll(() => speaker.isAsking).toBe(true);
  });

  test("waits for a connection that is behind", async () => {
    let isBehind = true;
    const { speaker, sent } = speak(new ScriptedVoice(() => 500), () => isBehind);
    speaker.push("One here.");
    speaker.finish();
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(sent).toEqual([]);
    isBehind = false;
    await speaker.done;
    expect(sent).toHaveLength(5);
    expect(sent.every(({ header }) => header.droppedMs === undefined)).toBe(true);
  });

  test("drops what a connection that is behind cannot take when somebody waits, and says so", async () => {
    let asked = 0;
    const { speaker, sent } = speak(new ScriptedVoice(() => 500), () => (asked += 1) <= 2);
    speaker.hurry();
    speaker.push("One here.");
    speaker.finish();
    await speaker.done;
    expect(sent.map(({ header }) => [header.seq, header.droppedMs])).toEqual([
      [0, 100],
      [1, undefined],
      [2, undefined],
      [3, undefined],
    ]);
    expect(sent[0]?.header.text).toBe("One here.");
  });

  test("whose voice fails asks it for nothing more", async () => {
    const voice = new ScriptedVoice((text) => (text.startsWith("One") ? -1 : 300));
    const { speaker, sent } = speak(voice);
    speaker.push("One here. Two here. Three here. Four here. Five here. Six here.");
    speaker.finish();
    await expect(speaker.done).rejects.toThrow("hoarse");
    await new Promise(setImmediate);
    expect(voice.asked.length).toBeLessThanOrEqual(3);
    expect(sent).toEqual([]);
  });
});
