import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Problem } from "../../lib/problem.ts";
import type { SpeechToText, Transcription, TranscriptionRequest } from "./port.ts";

export interface RecogniserSubject {
  engine: SpeechToText;
  /** An utterance that the engine understands, and what it should make of it. */
  speech: Int16Array;
  expected: RegExp;
  /** Prepares the engine for `speech`, when it does not really listen. Called once a request. */
  prepare?: () => void;
  /** Makes the next request fail in a way that is not the caller's fault. */
  failNext: () => void;
  close: () => Promise<void>;
}

/** What every recogniser promises. Runs it over the one that `make` makes. */
export function speechToTextContract(name: string, make: () => Promise<RecogniserSubject>): void {
  describe(`${name} keeps the contract of speech to text`, () => {
    let subject: RecogniserSubject;
    beforeAll(async () => {
      subject = await make();
    });
    afterAll(() => subject.close());

    const hear = (more: Partial<TranscriptionRequest> = {}): Promise<Transcription> => {
      subject.prepare?.();
      return subject.engine.transcribe({
        audio: subject.speech,
        vocabulary: { projects: ["Billing Portal"], terms: ["invoice", "Stripe"] },
        signal: new AbortController().signal,
        ...more,
      });
    };

    test("what was said comes back, with confidence from 0 to 1 where it is known", async () => {
      const { hypotheses, understood } = await hear();
      expect(understood).toBe(true);
      expect(hypotheses[0]?.text).toMatch(subject.expected);
      for (const { confidence } of hypotheses) {
        if (confidence === null) continue;
        expect(confidence).toBeGreaterThanOrEqual(0);
        expect(confidence).toBeLessThanOrEqual(1);
      }
    });

    test("it hears a part of a longer recording and leaves the recording as it was", async () => {
      const recording = new Int16Array(subject.speech.length + 3);
      recording.set(subject.speech, 3);
      const before = recording.slice();
      const { hypotheses } = await hear({ audio: recording.subarray(3) });
      expect(hypotheses[0]?.text).toMatch(subject.expected);
      expect(recording).toEqual(before);
    });

    test("several people at once are all understood", async () => {
      const heard = await Promise.all([hear(), hear(), hear()]);
      for (const { hypotheses } of heard) expect(hypotheses[0]?.text).toMatch(subject.expected);
    });

    test("too little to be a word is nothing said", async () => {
      const transcription = await subject.engine.transcribe({
        audio: new Int16Array(160),
        vocabulary: { projects: [], terms: [] },
        signal: new AbortController().signal,
      });
      expect(transcription.hypotheses).toEqual([]);
    });

    test("aborted before it starts, it throws the reason", async () => {
      const reason = new Error("stop");
      const request = subject.engine.transcribe({
        audio: subject.speech,
        vocabulary: { projects: [], terms: [] },
        signal: AbortSignal.abort(reason),
      });
      await expect(request).rejects.toBe(reason);
    });

    test("aborted while it listens, it throws the reason", async () => {
      const controller = new AbortController();
      const reason = new Error("barge-in");
      const heard = hear({ signal: controller.signal });
      setTimeout(() => controller.abort(reason), 1);
      await expect(heard).rejects.toBe(reason);
    });

    test("a failure is a problem, and the next utterance is heard", async () => {
      subject.failNext();
      const failure: unknown = await subject.engine
        .transcribe({
          audio: subject.speech,
          vocabulary: { projects: [], terms: [] },
          signal: new AbortController().signal,
        })
        .catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(Problem);
      expect(failure).toMatchObject({ code: "recognition_failed" });
      expect((await hear()).hypotheses[0]?.text).toMatch(subject.expected);
    });
  });
}
