import { SystemReport } from "@voiceplan/protocol";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { needs } from "../server/test/support/needs.ts";
import { startServer, type TestServer } from "../server/test/support/serverProcess.ts";
import { AUDIBLE_RMS, heard } from "./support/audioTap.ts";
import { launchChromium } from "./support/chromium.ts";
import type { DeskPage } from "./support/deskPage.ts";
import { eventually } from "./support/eventually.ts";
import { loudnessOf } from "./support/loudness.ts";
import { FakeMicrophone, type Voice } from "./support/fakeMicrophone.ts";
import { rest } from "./support/rest.ts";
import { speakIntoMicrophone } from "./support/speakIntoMicrophone.ts";
import { visit } from "./support/visit.ts";

const said = [
  { words: "create a new project called billing portal", command: "project.create" },
  { words: "show my projects", command: "project.list" },
  { words: "show version history", command: "plan.versions" },
] as const;

/** Before somebody speaks: time for the page to open the microphone. */
const SILENCE_MS = 4000;
/** After it: time for a busy machine to close the microphone before it hears the same once more. */
const QUIET_MS = 20_000;

const Reference = z.object({ utteranceId: z.string() });
const Played = z.object({ replyId: z.string(), playedMs: z.number() });

/** Waits until a command was heard, executed and answered aloud, and measures how it sounded. */
async function expectAnswerAloud(desk: DeskPage, command: (typeof said)[number]["command"]) {
  const { wire } = desk;
  const executed = await wire.until("command", (event) => event.command === command);
  const ended = await wire.answerTo(executed.sourceId);
  expect(ended).toMatchObject({ outcome: "completed", text: executed.result.say });

  // It was heard as an utterance, which the page itself cut out of what the microphone heard. A word
  // or two may be lost on a busy machine; a command was understood all the same.
  const { text } = await wire.until(
    "transcript",
    ({ final, utteranceId }) => final && utteranceId === executed.sourceId,
  );
  expect(text).not.toBe("");
  const utterances = wire.requests("utterance.start", Reference);
  expect(utterances.map(({ utteranceId }) => utteranceId)).toContain(executed.sourceId);

  const { sampleRate, pcm } = wire.speechOf(ended.replyId);
  const lengthMs = (pcm.length / 2 / sampleRate) * 1000;
  expect(lengthMs).toBeGreaterThan(1000);
  expect(loudnessOf(pcm).rms).toBeGreaterThan(0.03);
  expect(loudnessOf(pcm).peak).toBeLessThan(0.99);

  // And it was played to its end.
  const playedMs = await eventually(`"${ended.text}" is heard`, () => {
    const played = wire.requests("reply.played", Played);
    const last = played.findLast(({ replyId }) => replyId === ended.replyId)?.playedMs ?? 0;
    return last > lengthMs - 100 ? last : null;
  });
  const blocks = (await heard(desk.page)).filter(({ rms }) => rms > AUDIBLE_RMS);
  expect(blocks.length * 50).toBeGreaterThan(playedMs / 2);
  expect(Math.max(...blocks.map(({ peak }) => peak))).toBeLessThan(1);
}

async function expectKept(server: TestServer): Promise<void> {
  const projects = await rest.projects(server.url);
  expect(projects.map(({ name }) => name.toLowerCase())).toEqual(["billing portal"]);
}

// One after the other: three browsers and three recognisers at once leave a small machine so little
// for each that the fake microphone drops parts of words.
describe("by voice alone: no key, no network, nothing emulated", () => {
  test.runIf(needs("pocketsphinx_batch")).for<Voice>(["slt", "rms", "awb"])(
    "commands are heard, executed, answered aloud and kept: %s",
    { timeout: 240_000 },
    async (voice) => {
      const microphone = await FakeMicrophone.create();
      const [browser, server] = await Promise.all([launchChromium({ microphone }), startServer()]);
      try {
        const system = SystemReport.parse(await (await fetch(`${server.url}/api/system`)).json());
        expect(system.engines.speechToText.engine).toMatch(/pocketsphinx/i);

        const { desk, end } = await visit(browser, server.url, { isSpoken: true });
        // The first time takes longest: the voice detector is fetched and compiled.
        await desk.button("Turn the microphone on").click();
        await desk.signals("Listening");
        await desk.button("Turn the microphone off").click();
        for (const { words, command } of said) {
          await microphone.hear([
            { silenceMs: SILENCE_MS },
            { say: words, voice },
            { silenceMs: QUIET_MS },
          ]);
          await speakIntoMicrophone(desk);
          await expectAnswerAloud(desk, command);
        }
        const understood = desk.wire.events("command").map(({ command }) => command);
        const heardAs = desk.wire.events("transcript").filter(({ final }) => final);
        expect(understood, heardAs.map(({ text }) => text).join(" / ")).toEqual(
          said.map(({ command }) => command),
        );
        const replies = desk.wire.events("reply.ended").map(({ text }) => text);
        for (const reply of replies) await desk.entry(reply).waitFor();
        expect(desk.wire.requests("message.send", z.unknown())).toEqual([]);
        const address = desk.page.url();
        await end();

        await expectKept(server);
        await server.restart();
        await expectKept(server);
        const later = await visit(browser, new URL(new URL(address).search, server.url).href);
        for (const reply of replies) await later.desk.entry(reply).waitFor();
        await later.desk.page.getByRole("heading", { level: 1, name: /billing portal/i }).waitFor();
        await later.end();
      } finally {
        await browser.close();
        await server.remove();
        await microphone.remove();
      }
    },
  );
});
