import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { eventually } from "./support/eventually.ts";
import type { DeskPage } from "./support/deskPage.ts";
import { withListeningDesk } from "./support/listeningDesk.ts";
import type { Sound } from "./support/fakeMicrophone.ts";

/** Somebody who says the same thing again and again. */
const talk: readonly Sound[] = [
  { silenceMs: 400 },
  { say: "please keep these words", voice: "rms" },
  { silenceMs: 1600 },
];
/** A round of it, and time to spare. */
const ROUND_MS = 5000;

const understood = () => ({ text: "show my projects" });

async function choose(desk: DeskPage, mode: "Hands-free" | "Push to talk" | "Off"): Promise<void> {
  await desk.button("Microphone and voice").click();
  await desk.page.getByRole("radio", { name: mode }).check();
  await desk.page.keyboard.press("Escape");
}

test("push to talk: held by the space bar or the button, and nothing else is sent", async () => {
  await withListeningDesk(
    { hears: talk, transcription: understood },
    async ({ desk, begun, ended }) => {
      const { page } = desk;
      await choose(desk, "Push to talk");
      await desk.signals("Hold to talk");
      await sleep(ROUND_MS);
      expect(begun()).toBe(0);

      await desk.log.focus();
      await page.keyboard.down(" ");
      await desk.signals("Hearing you");
      await sleep(ROUND_MS);
      expect(ended()).toBe(0);
      await page.keyboard.up(" ");
      await eventually("what was said is sent", () => (ended() === 1 ? true : null));
      await desk.wire.until("command", ({ command }) => command === "project.list");

      await desk.button("Hold to talk").hover();
      await page.mouse.down();
      await desk.signals("Hearing you");
      await sleep(ROUND_MS);
      await page.mouse.up();
      await eventually("what was said is sent", () => (ended() === 2 ? true : null));

      // Who types has the space bar for typing.
      await desk.box.press(" ");
      expect(await desk.box.inputValue()).toBe(" ");
      expect(begun()).toBe(2);

      await choose(desk, "Off");
      await desk.signals("Off");
      // What was chosen is chosen the next time.
      await page.reload();
      await desk.ready();
      await desk.button("Hold to talk").waitFor();
    },
  );
});

test("hands-free: the server finds the end; mute, and what is said is nobody's business", async () => {
  await withListeningDesk({ hears: talk, transcription: understood }, async ({ desk, begun }) => {
    await desk.button("Turn the microphone on").click();
    const { utteranceId } = await desk.wire.until("utterance.ended", ({ by }) => by === "server");
    await desk.wire.answerTo(utteranceId);

    await desk.button("Microphone and voice").click();
    const mute = desk.page.getByRole("checkbox", { name: /^Mute/ });
    await mute.check();
    await desk.signals("Muted");
    const before = begun();
    await sleep(ROUND_MS);
    expect(begun()).toBe(before);
    await mute.uncheck();
    await eventually("it listens again", () => (begun() > before ? true : null));
    await desk.page.keyboard.press("Escape");
    await choose(desk, "Off");
    await desk.signals("Off");
  });
});

test("the hands-free view shows what is said, and Escape leaves it for the desk", async () => {
  await withListeningDesk({ hears: talk, transcription: understood }, async ({ desk }) => {
    await desk.button("Hands-free").click();
    const view = desk.page.getByRole("main", { name: "Hands-free" });
    await view.getByText("show my projects").waitFor();
    await view.getByText("no projects yet").waitFor();
    expect(await desk.log.isVisible()).toBe(false);
    await desk.page.keyboard.press("Escape");
    await view.waitFor({ state: "detached" });
    await desk.entry("show my projects").first().waitFor();
    await desk.button("Turn the microphone off").click();
  });
});

test("“stop listening”, said, closes the microphone; “keep listening”, typed, opens it", async () => {
  await withListeningDesk(
    { hears: talk, transcription: () => ({ text: "stop listening" }) },
    async ({ desk }) => {
      await desk.button("Hands-free").click();
      await desk.wire.until("command", ({ command }) => command === "listening.stop");
      await desk.signals("Off");
      await desk.log.waitFor();
      await desk.send("keep listening");
      await desk.button("Turn the microphone off").waitFor();
    },
  );
});
