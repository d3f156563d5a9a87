import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startProvider, type EmulatedProvider } from "../../../test/support/provider.ts";
import { samplesOfWav } from "../../lib/pcm.ts";
import { speechToTextContract } from "./contract.ts";
import { OpenAiSpeechToText, type OpenAiSpeechToTextOptions } from "./openai.ts";
import type { Transcription } from "./port.ts";

const impatient = { attempts: 2, baseMs: 1, withinMs: 1_000 };
const speech = Int16Array.from({ length: 32_000 }, (_, at) => Math.round(8000 * Math.sin(at / 9)));
const sure = { id: 0, start: 0, end: 2, no_speech_prob: 0.01, avg_logprob: -0.1 };

speechToTextContract("OpenAiSpeechToText", async () => {
  const provider = await startProvider({
    pacing: { transcriptionMs: 10 },
    transcription: () => ({ text: "Show my projects." }),
  });
  return {
    engine: new OpenAiSpeechToText({
      apiKey: "key",
      baseUrl: provider.baseUrl,
      model: "whisper-1",
      retry: impatient,
    }),
    speech,
    expected: /^Show my projects\.$/,
    failNext: () => provider.nextTranscriptions({ fault: { kind: "status", status: 400 } }),
    close: provider.close,
  };
});

describe("recognition over the OpenAI wire", () => {
  let provider: EmulatedProvider;
  beforeEach(async () => {
    provider = await startProvider();
  });
  afterEach(() => provider.close());

  const hear = (
    more: Partial<OpenAiSpeechToTextOptions> = {},
    onPartial?: (text: string) => void,
  ): Promise<Transcription> =>
    new OpenAiSpeechToText({
      apiKey: "sk-secret",
      baseUrl: provider.baseUrl,
      model: "whisper-1",
      retry: impatient,
      ...more,
    }).transcribe({
      audio: speech,
      vocabulary: { projects: ["Billing Portal"], terms: ["invoice"] },
      signal: new AbortController().signal,
      ...(onPartial ? { onPartial } : {}),
    });

  test("the upload is a WAV file with exactly the samples, the vocabulary and the language", async () => {
    provider.nextTranscriptions("Hello.");
    await hear({ language: "en" });
    const [entry] = provider.journal.transcriptions;
    expect(entry).toMatchObject({
      authorization: "Bearer sk-secret",
      model: "whisper-1",
      responseFormat: "verbose_json",
      prompt: "Glossary: Billing Portal, invoice.",
      language: "en",
      file: { name: "utterance.wav", type: "audio/wav" },
    });
    const wav = samplesOfWav(entry?.file.bytes ?? new Uint8Array());
    expect(wav.sampleRate).toBe(16_000);
    expect(wav.samples).toEqual(speech);
  });

  test("other models than whisper-1 are asked for plain JSON, and do not say how sure they are", async () => {
    provider.nextTranscriptions("Hello.");
    expect(await hear({ model: "gpt-4o-transcribe" })).toEqual({
      hypotheses: [{ text: "Hello.", confidence: null }],
      understood: true,
    });
    expect(provider.journal.transcriptions[0]).toMatchObject({
      responseFormat: "json",
      language: null,
    });
  });

  test("other models than whisper-1 tell the words so far, where somebody wants them", async () => {
    provider.nextTranscriptions("Show my projects.", "Show my plans.");
    const told: string[] = [];
    const onPartial = (text: string) => void told.push(text);
    const { hypotheses } = await hear({ model: "gpt-4o-transcribe" }, onPartial);
    expect(hypotheses[0]?.text).toBe("Show my projects.");
    expect(told).toEqual(["Show", "Show my", "Show my projects."]);
    await hear({ model: "whisper-1" }, onPartial);
    expect(told.length).toBe(3);
  });

  test("a server that answers whole all the same is understood", async () => {
    provider.nextTranscriptions({ text: "Show my projects.", isWhole: true });
    const told: string[] = [];
    const onPartial = (text: string) => void told.push(text);
    const { hypotheses } = await hear({ model: "gpt-4o-transcribe" }, onPartial);
    expect(hypotheses[0]?.text).toBe("Show my projects.");
    expect(told).toEqual([]);
  });

  test("a stream that ends before the transcript does is tried once more", async () => {
    const fault = { kind: "cut", afterChunks: 1 } as const;
    provider.nextTranscriptions({ text: "Show my", fault }, "Show my projects.");
    const { hypotheses } = await hear({ model: "gpt-4o-transcribe" }, () => undefined);
    expect(hypotheses[0]?.text).toBe("Show my projects.");
  });

  test("what Whisper invents on silence is nothing said", async () => {
    const invented = { ...sure, text: "Thank you.", no_speech_prob: 0.9, avg_logprob: -1.3 };
    provider.nextTranscriptions({ text: "Thank you.", segments: [invented] });
    expect(await hear()).toEqual({ hypotheses: [], understood: true });
  });

  test("a busy or broken provider is asked again", async () => {
    provider.nextTranscriptions(
      { fault: { kind: "status", status: 429, retryAfter: 0 } },
      "one",
      { fault: { kind: "status", status: 503 } },
      "two",
      { fault: { kind: "malformed" } },
      "three",
      { fault: { kind: "cut", afterChunks: 0 } },
      "four",
    );
    for (const text of ["one", "two", "three", "four"]) {
      expect((await hear()).hypotheses[0]?.text).toBe(text);
    }
    expect(provider.leftovers()).toBe(0);
  });

  test("asked to wait longer than a person would, it gives up and says so", async () => {
    provider.nextTranscriptions({ fault: { kind: "status", status: 429, retryAfter: 60 } });
    await expect(hear()).rejects.toMatchObject({ retryable: true, retryAfterMs: 60_000 });
    expect(provider.journal.transcriptions).toHaveLength(1);
  });

  test("a provider that never answers is given up on", async () => {
    provider.nextTranscriptions({ fault: { kind: "hang" } });
    await expect(
      hear({ timeoutMs: 30, retry: { attempts: 1, baseMs: 1, withinMs: 1 } }),
    ).rejects.toMatchObject({ code: "recognition_failed", retryable: true });
  });

  describe("problems say what to do", () => {
    const settings = {
      apiKey: "OPENAI_API_KEY",
      baseUrl: "OPENAI_BASE_URL",
      model: "TRANSCRIPTION_MODEL",
    };
    const failWith = async (
      fault: { status: number; code?: string },
      more: Partial<OpenAiSpeechToTextOptions> = {},
    ): Promise<unknown> => {
      provider.nextTranscriptions({ fault: { kind: "status", ...fault } });
      return hear({ settings, retry: { attempts: 1, baseMs: 1, withinMs: 1 }, ...more }).catch(
        (error: unknown) => error,
      );
    };

    test.each([
      [{ status: 401 }, /The key in OPENAI_API_KEY was refused/, false],
      [{ status: 403 }, /does not let this key use the model "whisper-1"/, false],
      [{ status: 404 }, /no model "whisper-1".*TRANSCRIPTION_MODEL/, false],
      [{ status: 413 }, /too large/, false],
      [{ status: 422 }, /refused the request.*422/, false],
      [{ status: 429 }, /limiting requests/, true],
      [{ status: 429, code: "insufficient_quota" }, /no credit left/, false],
      [{ status: 500 }, /failed.*500.*Try again/, true],
    ])("%j", async (fault, message, retryable) => {
      const problem = await failWith(fault);
      expect(problem).toMatchObject({ code: "recognition_failed", retryable });
      expect(problem).toHaveProperty("message", expect.stringMatching(message));
    });

    test("without a key, one is asked for", async () => {
      expect(await failWith({ status: 401 }, { apiKey: undefined })).toHaveProperty(
        "message",
        expect.stringContaining("wants a key. Set OPENAI_API_KEY"),
      );
    });

    test("nobody there", async () => {
      const gone = await startProvider();
      await gone.close();
      const problem = await failWith({ status: 200 }, { baseUrl: gone.baseUrl });
      expect(problem).toMatchObject({ retryable: true });
      expect(problem).toHaveProperty(
        "message",
        expect.stringMatching(/Could not reach .*OPENAI_BASE_URL/),
      );
    });

    test("neither the key nor what the provider quotes is in them", async () => {
      const problem = await failWith({ status: 401, code: "invalid_api_key" });
      const everything = JSON.stringify(problem, Object.getOwnPropertyNames(problem));
      const cause = problem instanceof Error ? String(problem.cause) : "";
      expect(everything + cause).not.toMatch(/sk-secret|scripted/);
      expect(cause).toContain("invalid_api_key");
    });
  });
});
