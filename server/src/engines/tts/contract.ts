import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Problem } from "../../lib/problem.ts";
import type { TextToSpeech } from "./port.ts";

export interface SpeechSubject {
  engine: TextToSpeech;
  close: () => Promise<void>;
  /** Makes the next request fail in a way that is not the caller's fault. */
  failNext: () => void;
}

/** What every voice promises. Runs it over the one that `make` makes. */
export function textToSpeechContract(name: string, make: () => Promise<SpeechSubject>): void {
  describe(`${name} keeps the contract of text to speech`, () => {
    let subject: SpeechSubject;
    beforeAll(async () => {
      subject = await make();
    });
    afterAll(() => subject.close());

    const live = (): AbortSignal => new AbortController().signal;
    const say = (text: string, signal = live()): AsyncIterable<Int16Array> =>
      subject.engine.synthesize({ text, signal });

    test("a sentence becomes samples that can be heard, about as long as it takes to say it", async () => {
      const samples = await collect(
        say("The plan has three sections and a list of open questions."),
      );
      expect(loudness(samples)).toBeGreaterThan(300);
      const seconds = samples.length / subject.engine.sampleRate;
      expect(seconds).toBeGreaterThan(1.5);
      expect(seconds).toBeLessThan(8);
    });

    test("a long text is spoken to its end", async () => {
      const sentence =
        "Every task of the second milestone depends on the first, so we begin there. ";
      const short = await collect(say(sentence));
      const long = await collect(say(sentence.repeat(12)));
      expect(long.length).toBeGreaterThan(short.length * 10);
    });

    test("several texts at once are all spoken, each as when it is alone", async () => {
      const texts = ["First comes the schema.", "Then come the routes.", "Last of all, the tests."];
      const alone: number[] = [];
      for (const text of texts) alone.push((await collect(say(text))).length);
      const together = await Promise.all(texts.map((text) => collect(say(text))));
      expect(together.map((samples) => samples.length)).toEqual(alone);
    });

    test("aborted before it starts, it throws the reason and says nothing", async () => {
      const reason = new Error("barge-in");
      await expect(collect(say("Hello.", AbortSignal.abort(reason)))).rejects.toBe(reason);
    });

    test("aborted while it speaks, the next piece is the reason", async () => {
      const controller = new AbortController();
      const reason = new Error("barge-in");
      const text = "This is the first sentence of many. ".repeat(20);
      const pieces = say(text, controller.signal)[Symbol.asyncIterator]();
      expect((await pieces.next()).done).toBe(false);
      controller.abort(reason);
      await expect(pieces.next()).rejects.toBe(reason);
    });

    test("who stops listening leaves it able to speak", async () => {
      for await (const piece of say("This is the first sentence of many. ".repeat(20))) {
        expect(piece.length).toBeGreaterThan(0);
        break;
      }
      expect(loudness(await collect(say("Still here.")))).toBeGreaterThan(300);
    });

    test("it has at least one voice, and each of them speaks", async () => {
      const { engine } = subject;
      expect(engine.voices.length).toBeGreaterThan(0);
      for (const voice of engine.voices) {
        const samples = await collect(engine.synthesize({ text: "Hello.", voice, signal: live() }));
        expect({ voice, loud: loudness(samples) > 300 }).toEqual({ voice, loud: true });
      }
    });

    test("a voice that it does not have is a problem that lists those it has", async () => {
      const { engine } = subject;
      const request = { text: "Hello.", voice: "nobody", signal: live() };
      const failure: unknown = await collect(engine.synthesize(request)).catch(
        (error: unknown) => error,
      );
      expect(failure).toMatchObject({ code: "invalid_payload" });
      expect(String(failure)).toContain(engine.voices.join(", "));
    });

    test("twice as fast takes about half the time, half as fast about twice", async () => {
      const text = "The plan has three sections and a list of open questions.";
      const lengthAt = async (rate: number): Promise<number> =>
        (await collect(subject.engine.synthesize({ text, rate, signal: live() }))).length;
      const usual = await lengthAt(1);
      expect(await lengthAt(2)).toBeLessThan(usual * 0.7);
      expect(await lengthAt(0.5)).toBeGreaterThan(usual * 1.5);
    });

    test("a failure is a problem, and the next text is spoken", async () => {
      subject.failNext();
      const failure: unknown = await collect(say("Hello.")).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(Problem);
      expect(failure).toMatchObject({ code: "speech_failed" });
      expect(loudness(await collect(say("Hello again.")))).toBeGreaterThan(300);
    });
  });
}

export async function collect(pieces: AsyncIterable<Int16Array>): Promise<Int16Array> {
  const parts: Int16Array[] = [];
  for await (const piece of pieces) parts.push(piece);
  const whole = new Int16Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Root mean square; 0 is silence, speech is a thousand or more. */
export function loudness(samples: Int16Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
}
