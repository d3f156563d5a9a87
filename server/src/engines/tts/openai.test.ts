import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startProvider, type EmulatedProvider } from "../../../test/support/provider.ts";
import { collect, textToSpeechContract } from "./contract.ts";
import { OpenAiTextToSpeech } from "./openai.ts";

const impatient = { attempts: 2, baseMs: 1, withinMs: 1_000 };
const live = (): AbortSignal => new AbortController().signal;

textToSpeechContract("OpenAiTextToSpeech", async () => {
  const provider = await startProvider();
  const { baseUrl } = provider;
  const engine = new OpenAiTextToSpeech({
    apiKey: "key",
    baseUrl,
    model: "tts",
    voice: "alloy",
    retry: impatient,
  });
  return {
    engine,
    failNext: () => provider.nextSpeech({ fault: { kind: "status", status: 400 } }),
    close: provider.close,
  };
});

describe("speech over the OpenAI wire", () => {
  let provider: EmulatedProvider;
  let voice: OpenAiTextToSpeech;
  beforeEach(async () => {
    provider = await startProvider();
    voice = new OpenAiTextToSpeech({
      apiKey: "sk-secret",
      baseUrl: provider.baseUrl,
      model: "gpt-4o-mini-tts",
      voice: "coral",
      instructions: "Calm and brisk.",
      retry: impatient,
    });
  });
  afterEach(() => provider.close());

  test("it asks for raw samples and gives the key", async () => {
    await collect(voice.synthesize({ text: "Hello.", signal: live() }));
    expect(provider.journal.speech).toMatchObject([
      {
        authorization: "Bearer sk-secret",
        request: {
          model: "gpt-4o-mini-tts",
          voice: "coral",
          input: "Hello.",
          response_format: "pcm",
          instructions: "Calm and brisk.",
        },
      },
    ]);
  });

  test("it asks for the voice and the pace that are wanted", async () => {
    await collect(voice.synthesize({ text: "Hi.", voice: "sage", rate: 1.5, signal: live() }));
    expect(provider.journal.speech[0]?.request).toMatchObject({ voice: "sage", speed: 1.5 });
  });

  test("the first samples are here before the provider has sent the rest", async () => {
    const hold = Promise.withResolvers<undefined>();
    provider.nextSpeech({ hold: hold.promise });
    const pieces = voice.synthesize({ text: "A sentence.", signal: live() });
    const first = await pieces.next();
    expect(first.done).toBe(false);
    expect(provider.journal.speech[0]?.endedAt).toBeNull();
    hold.resolve(undefined);
    expect((await collect(pieces)).length).toBeGreaterThan(0);
  });

  test("samples torn between two chunks are put together again", async () => {
    const text = "A sentence that takes several chunks to send.";
    const samples = await collect(voice.synthesize({ text, signal: live() }));
    expect(samples.length * 2).toBe(provider.journal.speech[0]?.bytesSent);
    // The tone moves by less than 500 from one sample to the next; a torn sample would jump.
    let widest = 0;
    for (let at = 1; at < samples.length; at += 1) {
      widest = Math.max(widest, Math.abs((samples[at] ?? 0) - (samples[at - 1] ?? 0)));
    }
    expect(widest).toBeLessThan(500);
  });

  test("an abort closes the connection", async () => {
    const controller = new AbortController();
    provider.nextSpeech({ hold: new Promise(() => undefined) });
    const pieces = voice.synthesize({ text: "A sentence.", signal: controller.signal });
    await pieces.next();
    const next = pieces.next();
    controller.abort(new Error("stop"));
    await expect(next).rejects.toThrow("stop");
    await expect.poll(() => provider.journal.speech[0]?.abandoned).toBe(true);
  });

  test("who stops listening closes the connection", async () => {
    provider.nextSpeech({ hold: new Promise(() => undefined) });
    const pieces = voice.synthesize({ text: "A sentence.", signal: live() });
    await pieces.next();
    await pieces.return(undefined);
    await expect.poll(() => provider.journal.speech[0]?.abandoned).toBe(true);
  });

  test("a busy provider is asked again before anything was heard", async () => {
    provider.nextSpeech({ fault: { kind: "status", status: 429, retryAfter: 0 } });
    const samples = await collect(voice.synthesize({ text: "Hello.", signal: live() }));
    expect(samples.length).toBeGreaterThan(0);
    expect(provider.journal.speech).toHaveLength(2);
  });

  test("speech that breaks off is not begun anew: half of it was heard", async () => {
    provider.nextSpeech({ fault: { kind: "cut", afterChunks: 2 } });
    const text = "A sentence that takes several chunks to send.";
    await expect(collect(voice.synthesize({ text, signal: live() }))).rejects.toMatchObject({
      code: "speech_failed",
      retryable: true,
    });
    expect(provider.journal.speech).toHaveLength(1);
  });

  test("an answer that is no speech is a problem", async () => {
    provider.nextSpeech({ fault: { kind: "malformed" } }, { fault: { kind: "malformed" } });
    await expect(
      collect(voice.synthesize({ text: "Hello.", signal: live() })),
    ).rejects.toMatchObject({ code: "speech_failed" });
  });

  test("a provider that never answers is given up on", async () => {
    const impatientVoice = new OpenAiTextToSpeech({
      baseUrl: provider.baseUrl,
      model: "tts",
      voice: "alloy",
      firstByteTimeoutMs: 30,
      retry: { attempts: 1, baseMs: 1, withinMs: 1 },
    });
    provider.nextSpeech({ fault: { kind: "hang" } });
    await expect(
      collect(impatientVoice.synthesize({ text: "Hello.", signal: live() })),
    ).rejects.toMatchObject({ code: "speech_failed", retryable: true });
  });
});
