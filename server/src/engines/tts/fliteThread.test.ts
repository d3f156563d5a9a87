import { afterEach, expect, test, vi } from "vitest";
import { FliteThread, type Utterance } from "./fliteThread.ts";

/** A voice that does what the text says. */
const script = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort } from "node:worker_threads";
    parentPort.on("message", ({ id, text }) => {
      if (text === "throw") throw new Error("out of memory");
      if (text === "exit") process.exit(3);
      if (text === "trap") parentPort.postMessage({ id, failed: "unreachable" });
      else parentPort.postMessage({ id, samples: new Int16Array([1, 2]), sampleRate: 16000 });
    });
  `)}`,
);
const thread = new FliteThread(script);
const said = (text: string): Utterance => ({ text, voice: "slt", rate: 1 });
afterEach(() => thread.close());

// Speech is work, and the machine may be busy with other tests.
vi.setConfig({ testTimeout: 30_000 });

test.each(["throw", "exit", "trap"])(
  "a text on which the thread does %s fails with a problem, and the next one is spoken",
  async (text) => {
    await expect(thread.run(said(text))).rejects.toMatchObject({
      code: "speech_failed",
      retryable: true,
    });
    expect(thread.busy).toBe(false);
    await expect(thread.run(said("Hello."))).resolves.toMatchObject({ sampleRate: 16_000 });
  },
);

test("closed while it speaks, the text fails; closing twice is no harm", async () => {
  const speech = thread.run(said("Hello."));
  const failure = expect(speech).rejects.toMatchObject({ code: "speech_failed" });
  await thread.close();
  await thread.close();
  await failure;
});
