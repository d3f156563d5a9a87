import { afterAll, expect, test, vi } from "vitest";
import { collect, loudness, textToSpeechContract } from "./contract.ts";
import { FliteTextToSpeech } from "./flite.ts";
import { FliteThread } from "./fliteThread.ts";

// Speech is work, and the machine may be busy with other tests.
vi.setConfig({ testTimeout: 30_000 });

textToSpeechContract("FliteTextToSpeech", () => {
  const thread = new FliteThread();
  const engine = new FliteTextToSpeech({ threads: [thread] });
  return Promise.resolve({
    engine,
    close: () => engine.close(),
    // The thread dies in the middle of the next text.
    failNext: () => setTimeout(() => void thread.close(), 0),
  });
});

const voice = new FliteTextToSpeech();
afterAll(() => voice.close());
const live = (): AbortSignal => new AbortController().signal;

test("the event loop turns while it speaks", async () => {
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 1);
  await collect(voice.synthesize({ text: "One two three four five. ".repeat(20), signal: live() }));
  clearInterval(timer);
  expect(turns).toBeGreaterThan(20);
});

test("a short text does not wait for the end of a long one", async () => {
  const done: string[] = [];
  const speak = async (name: string, text: string): Promise<void> => {
    await collect(voice.synthesize({ text, signal: live() }));
    done.push(name);
  };
  await Promise.all([
    speak("long", "This is one of many sentences. ".repeat(30)),
    speak("short", "Yes."),
  ]);
  expect(done).toEqual(["short", "long"]);
});

test("no silence comes before the words, and a pause as of a full stop after", async () => {
  const samples = await collect(voice.synthesize({ text: "Saved.", signal: live() }));
  expect(loudness(samples.subarray(0, 16 * 60))).toBeGreaterThan(50);
  expect(loudness(samples.subarray(-16 * 100))).toBeLessThan(200);
});

test("nothing to say is no samples, and no failure", async () => {
  expect(await collect(voice.synthesize({ text: " … 🎉 ", signal: live() }))).toHaveLength(0);
});

test("words in a script it does not know are answered with a sentence", async () => {
  const samples = await collect(voice.synthesize({ text: "日本語で話す。", signal: live() }));
  expect(samples.length).toBeGreaterThan(16_000);
});

test("more than it can queue is refused with a problem", async () => {
  const small = new FliteTextToSpeech({ capacity: 2 });
  const all = await Promise.allSettled(
    Array.from({ length: 6 }, () => collect(small.synthesize({ text: "Yes.", signal: live() }))),
  );
  const refused = all.filter((outcome) => outcome.status === "rejected");
  expect(refused.map((outcome): unknown => outcome.reason)).toMatchObject(
    Array.from({ length: 3 }, () => ({ code: "speech_failed", retryable: true })),
  );
  await small.close();
});

test("closed in the middle of a text, it fails with a problem", async () => {
  const closing = new FliteTextToSpeech();
  const speech = collect(closing.synthesize({ text: "One two. ".repeat(50), signal: live() }));
  const failure = expect(speech).rejects.toMatchObject({ code: "speech_failed" });
  await closing.close();
  await failure;
});
