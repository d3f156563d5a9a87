/// <reference lib="dom" />
import { expect, test } from "vitest";
import type { DeskPage } from "./support/deskPage.ts";
import { withListeningDesk } from "./support/listeningDesk.ts";

declare global {
  interface Window {
    contexts: AudioContext[];
    tracks: MediaStreamTrack[];
    isUnplugged: boolean;
  }
}

const quiet = { hears: [{ silenceMs: 5000 }], transcription: () => ({ text: "" }) } as const;

/** Lets the test do to the page's audio what browsers and people do to it. */
async function takeHold(desk: DeskPage): Promise<void> {
  await desk.page.addInitScript(() => {
    window.contexts = [];
    window.tracks = [];
    window.isUnplugged = false;
    window.AudioContext = class extends AudioContext {
      constructor(options?: AudioContextOptions) {
        super(options);
        window.contexts.push(this);
      }
    };
    const { mediaDevices } = navigator;
    const real = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = async (constraints) => {
      if (window.isUnplugged) throw new DOMException("None.", "NotFoundError");
      const stream = await real(constraints);
      window.tracks.push(...stream.getTracks());
      return stream;
    };
  });
  await desk.page.reload();
  await desk.ready();
}

function unplug(desk: DeskPage): Promise<unknown> {
  // A page that stops a track itself is not told that it ended.
  return desk.page.evaluate(() => {
    const track = window.tracks.at(-1);
    track?.stop();
    track?.dispatchEvent(new Event("ended"));
  });
}

test("a microphone that is unplugged: another one takes over, or the page asks for one", async () => {
  await withListeningDesk(quiet, async ({ desk }) => {
    await takeHold(desk);
    await desk.button("Turn the microphone on").click();
    await desk.signals("Listening");

    await unplug(desk);
    await desk.notice.filter({ hasText: "Listening goes on with" }).waitFor();
    await desk.signals("Listening");
    await desk.button("Close this notice").click();

    await desk.page.evaluate(() => (window.isUnplugged = true));
    await unplug(desk);
    await desk.notice.filter({ hasText: "The microphone is gone" }).waitFor();
    await desk.signals("Needs you");

    await desk.page.evaluate(() => (window.isUnplugged = false));
    await desk.button("Try again").click();
    await desk.signals("Listening");
    expect(await desk.notice.count()).toBe(0);
    await desk.button("Turn the microphone off").click();
  });
});

test("audio that the browser suspends goes on with one click", async () => {
  await withListeningDesk(quiet, async ({ desk }) => {
    await takeHold(desk);
    await desk.button("Turn the microphone on").click();
    await desk.signals("Listening");
    await desk.page.evaluate(() => window.contexts[0]?.suspend());
    await desk.notice.filter({ hasText: "has paused the microphone" }).waitFor();
    await desk.signals("Needs you");
    await desk.button("Go on").click();
    await desk.signals("Listening");
    expect(await desk.notice.count()).toBe(0);
    await desk.button("Turn the microphone off").click();
  });
});

test("the microphone that was chosen is chosen the next time", async () => {
  await withListeningDesk(quiet, async ({ desk }) => {
    await desk.button("Turn the microphone on").click();
    await desk.signals("Listening");
    await desk.button("Microphone and voice").click();
    const choice = desk.page.getByRole("combobox", { name: "Microphone" });
    // The first is the browser's default; the others come with the menu.
    const other = choice.locator("option").nth(1);
    await other.waitFor({ state: "attached" });
    const label = (await other.textContent()) ?? "";
    await choice.selectOption({ label });
    await desk.page.keyboard.press("Escape");
    await desk.signals("Listening");
    await desk.page.reload();
    await desk.ready();
    await desk.button("Turn the microphone on").click();
    await desk.signals("Listening");
    await desk.button("Microphone and voice").click();
    expect(await choice.locator("option:checked").textContent()).toBe(label);
    await desk.page.keyboard.press("Escape");
    await desk.button("Turn the microphone off").click();
  });
});
