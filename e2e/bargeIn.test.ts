import { expect, test } from "vitest";
import { startProvider } from "../server/test/support/provider.ts";
import { startServer } from "../server/test/support/serverProcess.ts";
import { launchChromium } from "./support/chromium.ts";
import { FakeMicrophone } from "./support/fakeMicrophone.ts";
import { beSpokenTo, expectStopped } from "./support/spokenReply.ts";
import { withListeningDesk } from "./support/listeningDesk.ts";
import { visit } from "./support/visit.ts";

/** Long enough for a reply to begin between two utterances, and shorter than the reply. */
const PAUSE_MS = 5000;

test("speaking while a reply is spoken stops it", async () => {
  const microphone = await FakeMicrophone.create();
  await microphone.hear([
    { silenceMs: PAUSE_MS },
    { say: "excuse me, I have to interrupt you", voice: "rms" },
  ]);
  // What is said is nobody's business here, so that nothing else is answered aloud.
  const provider = await startProvider({ transcription: () => ({ text: "" }) });
  const [browser, server] = await Promise.all([
    launchChromium({ microphone }),
    startServer({ OPENAI_API_KEY: "sk-speech", OPENAI_BASE_URL: provider.baseUrl }),
  ]);
  try {
    const { desk, end } = await visit(browser, server.url, { isSpoken: true });
    await desk.button("Turn the microphone on").click();
    await desk.signals("Hearing you");
    await desk.signals("Listening");

    const replyId = await beSpokenTo(desk);
    await desk.signals("Speaking");
    await desk.signals("Hearing you");
    await expectStopped(desk, replyId);

    await desk.button("Turn the microphone off").click();
    await desk.signals("Off");
    await end();
  } finally {
    await browser.close();
    await server.remove();
    await provider.close();
    await microphone.remove();
  }
});

test("a sound of assent while a reply is spoken holds it, and it goes on where it was", async () => {
  await withListeningDesk(
    {
      hears: [{ silenceMs: PAUSE_MS }, { say: "yep", voice: "rms" }],
      transcription: () => ({ text: "Mhm." }),
      options: { isSpoken: true },
    },
    async ({ desk }) => {
      await desk.button("Turn the microphone on").click();
      await desk.signals("Listening");
      const replyId = await beSpokenTo(desk);
      await desk.wire.until("reply.held", (event) => event.replyId === replyId);
      await desk.wire.until("reply.resumed", (event) => event.replyId === replyId);
      const ended = await desk.wire.until("reply.ended", (event) => event.replyId === replyId);
      expect(ended.outcome).toBe("completed");
      expect(desk.wire.sent.map(({ name }) => name)).not.toContain("reply.stop");
      await desk.button("Turn the microphone off").click();
    },
  );
});
