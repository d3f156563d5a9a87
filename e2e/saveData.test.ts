import { expect, test } from "vitest";
import { z } from "zod";
import { needs } from "../server/test/support/needs.ts";
import { startServer } from "../server/test/support/serverProcess.ts";
import { launchChromium } from "./support/chromium.ts";
import type { DeskPage } from "./support/deskPage.ts";
import { FakeMicrophone } from "./support/fakeMicrophone.ts";
import { visit } from "./support/visit.ts";

const Begun = z.object({ encoding: z.string(), sampleRate: z.number() });
const limit = { timeout: 120_000 };

/** Somebody who is about to say "show my projects", and what is to be done before. */
async function expectOpus(prepare: (desk: DeskPage) => Promise<void>): Promise<void> {
  const microphone = await FakeMicrophone.create();
  const [browser, server] = await Promise.all([launchChromium({ microphone }), startServer()]);
  try {
    const { desk, end } = await visit(browser, server.url);
    await prepare(desk);
    await microphone.hear([{ silenceMs: 4000 }, { say: "show my projects", voice: "slt" }]);
    await desk.button("Turn the microphone on").click();
    const { event } = await desk.commandOf("project.list");
    await desk.button("Turn the microphone off").click();

    const begun = desk.wire.requests("utterance.start", Begun);
    expect(new Set(begun.map(({ encoding }) => encoding))).toEqual(new Set(["opus"]));
    const frames = desk.wire.sent.flatMap(({ name, frame }) =>
      name === "utterance.audio" && frame ? [frame.byteLength] : [],
    );
    // 20 ms of PCM are 640 bytes.
    expect(Math.max(...frames)).toBeLessThan(320);
    const ended = await desk.wire.until(
      "utterance.ended",
      ({ utteranceId }) => utteranceId === event.sourceId,
    );
    expect(ended.by).toBe("server");
    await end();
  } finally {
    await browser.close();
    await server.remove();
    await microphone.remove();
  }
}

const saveData = (desk: DeskPage) => desk.page.getByRole("checkbox", { name: /^Save data/ });

test.runIf(needs("pocketsphinx_batch"))(
  "with “Save data” speech goes out in Opus, is understood all the same, and stays chosen",
  limit,
  () =>
    expectOpus(async (desk) => {
      await desk.button("Microphone and voice").click();
      await saveData(desk).check();
      await desk.page.keyboard.press("Escape");
      await desk.page.reload();
      await desk.ready();
      await desk.button("Microphone and voice").click();
      await expect.poll(() => saveData(desk).isChecked()).toBe(true);
      await desk.page.keyboard.press("Escape");
    }),
);

test.runIf(needs("pocketsphinx_batch"))(
  "on a link that the browser calls slow it goes out in Opus without being asked to",
  limit,
  () =>
    expectOpus(async (desk) => {
      const session = await desk.page.context().newCDPSession(desk.page);
      await session.send("Network.emulateNetworkConditions", {
        offline: false,
        latency: 400,
        downloadThroughput: -1,
        uploadThroughput: -1,
        connectionType: "cellular3g",
      });
      await expect.poll(() => desk.page.evaluate("navigator.connection.effectiveType")).toBe("3g");
      await desk.button("Microphone and voice").click();
      expect(await saveData(desk).isChecked()).toBe(false);
      await desk.page.keyboard.press("Escape");
    }),
);
