import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
import { writeMicrophoneTrack, type Voice } from "./support/microphoneTrack.ts";
import { rest } from "./support/rest.ts";
import { visit } from "./support/visit.ts";

const said = [
  { words: "create a new project called billing portal", command: "project.create" },
  { words: "show my projects", command: "project.list" },
  { words: "show version history", command: "plan.versions" },
] as const;

/** Until the page has loaded its voice detector, and until a reply has been spoken to its end. */
const LOADING_MS = 7000;
const REPLY_MS = 10_000;

const Reference = z.object({ utteranceId: z.string() });
const Played = z.object({ replyId: z.string(), playedMs: z.number() });

/** Waits until a command was heard, executed and answered aloud, and measures how it sounded. */
async function expectAnswerAloud(desk: DeskPage, { words, command }: (typeof said)[number]) {
  const { wire } = desk;
  const executed = await wire.until("command", (event) => event.command === command);
  const ended = await wire.answerTo(executed.sourceId);
  expect(ended).toMatchObject({ outcome: "completed", text: executed.result.say });

  // It was heard as an utterance of its own, which the page cut out of what the microphone heard.
  const transcripts = wire.events("transcript").filter(({ final }) => final);
  expect(transcripts.map(({ text }) => text).join("\n")).toContain(words);
  const transcript = transcripts.find(({ text }) => text === words);
  const utterances = wire.requests("utterance.start", Reference);
  expect(utterances.map(({ utteranceId }) => utteranceId)).toContain(transcript?.utteranceId);

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

describe.concurrent("by voice alone: no key, no network, nothing emulated", () => {
  test.runIf(needs("pocketsphinx_batch")).for<Voice>(["slt", "rms", "awb"])(
    "commands are heard, executed, answered aloud and kept: %s",
    async (voice) => {
      const folder = await mkdtemp(join(tmpdir(), "voiceplan-microphone-"));
      const microphone = join(folder, "track.wav");
      await writeMicrophoneTrack(microphone, [
        { silenceMs: LOADING_MS },
        ...said.flatMap(({ words }) => [{ say: words, voice }, { silenceMs: REPLY_MS }]),
      ]);
      const [browser, server] = await Promise.all([launchChromium({ microphone }), startServer()]);
      try {
        const system = SystemReport.parse(await (await fetch(`${server.url}/api/system`)).json());
        expect(system.engines.speechToText.engine).toMatch(/pocketsphinx/i);

        const { desk, end } = await visit(browser, server.url, { isSpoken: true });
        await desk.button("Turn the microphone on").click();
        await desk.signals("Listening");
        for (const command of said) await expectAnswerAloud(desk, command);
        expect(desk.wire.events("command").map(({ command }) => command)).toEqual(
          said.map(({ command }) => command),
        );
        for (const { words } of said) await desk.entry(new RegExp(words, "i")).waitFor();
        expect(desk.wire.requests("message.send", z.unknown())).toEqual([]);
        const address = desk.page.url();
        await end();

        await expectKept(server);
        await server.restart();
        await expectKept(server);
        const later = await visit(browser, new URL(new URL(address).search, server.url).href);
        for (const { words } of said) await later.desk.entry(new RegExp(words, "i")).waitFor();
        await later.desk.page.getByRole("heading", { level: 1, name: /billing portal/i }).waitFor();
        await later.end();
      } finally {
        await browser.close();
        await server.remove();
        await rm(folder, { recursive: true });
      }
    },
  );
});
