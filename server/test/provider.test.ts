import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { PlanVersion } from "@voiceplan/protocol";
import { afterEach, describe, expect, test } from "vitest";
import { ConversationClient } from "./support/conversationClient.ts";
import { useEmulatedServer } from "./support/emulated.ts";
import { getJson } from "./support/rest.ts";
import { framesOf, peakOf, spoken, silence } from "./support/speech.ts";
import { tell } from "./support/tell.ts";

const MARKDOWN = `# CSV export

## Goal

Bookkeepers export the Ledgerline invoices of a month as CSV.

## Tasks

${Array.from({ length: 8 }, (_, at) => `- [ ] Step ${at + 1} of the export`).join("\n")}
`;
const WORDS =
  "Here is a first plan for it. I split the export into steps that can be checked one by one. " +
  "Tell me what is missing, and who has to look at a sample file before it goes out to anybody.";

const app = useEmulatedServer({
  pacing: { chatTokenMs: 20, chatFirstTokenMs: 50, speechSpeed: 20 },
});

afterEach(() => {
  expect(app.provider.leftovers()).toBe(0);
});

test("a spoken turn: heard once, planned with a tool, and spoken before the words are complete", async () => {
  const { provider, url } = app;
  const client = await ConversationClient.open(url);
  await client.ask("create a new project called Ledgerline");
  const words = "Bookkeepers should be able to export the invoices of a month.";
  const audio = await spoken(words);
  const frames = [...framesOf(audio), ...framesOf(silence(200))];
  provider.nextTranscriptions(words);
  const call = { title: "CSV export", markdown: MARKDOWN, changeSummary: "First version" };
  provider.nextChats({ toolCalls: [{ name: "draft_plan", arguments: call }] }, { text: WORDS });

  // Faster than speech, slower than the most that a connection may send.
  const utteranceId = randomUUID();
  await client.startUtterance(utteranceId);
  for (const [seq, frame] of frames.entries()) {
    await client.accepted("utterance.audio", { utteranceId, seq }, frame);
    await delay(2);
  }
  await client.accepted("utterance.end", { utteranceId, frames: frames.length });
  const ended = await client.answerTo(utteranceId);
  expect(ended).toMatchObject({ outcome: "completed", text: WORDS });

  // One transcription, well formed.
  const [heard, ...again] = provider.journal.transcriptions;
  expect(again).toEqual([]);
  expect(heard).toMatchObject({
    model: "whisper-1",
    language: "en",
    responseFormat: "verbose_json",
  });
  expect(heard?.prompt).toContain("Ledgerline");
  expect(heard?.authorization).toBe("Bearer sk-speech");
  expect(heard?.file.name).toMatch(/\.wav$/);
  expect(heard?.file.type).toBe("audio/wav");
  expect(wavOf(heard?.file.bytes)).toEqual({
    format: 1,
    channels: 1,
    sampleRate: 16_000,
    bits: 16,
    audio: Buffer.concat(frames),
  });

  // A streamed chat with a tool call, whose result went back.
  const [first, second, ...more] = provider.journal.chats;
  expect(more).toEqual([]);
  expect(first?.authorization).toBe("Bearer sk-planning");
  expect(first?.request).toMatchObject({ model: "glm-4.5", stream: true, temperature: 0.4 });
  expect(JSON.stringify(first?.request.tools)).toContain("draft_plan");
  expect(JSON.stringify(first?.request.messages)).toContain(words);
  expect(JSON.stringify(second?.request.messages)).toContain('"tool_call_id"');

  // The plan grew before it was saved.
  const { seq: savedSeq, planId, version } = await client.until("plan.saved");
  const drafts = client.all("plan.draft").filter(({ seq }) => seq < savedSeq);
  expect(drafts.length).toBeGreaterThan(2);
  const lengths = drafts.map(({ markdown }) => markdown.length);
  expect(lengths).toEqual(lengths.toSorted((a, b) => a - b));
  const saved = await getJson(url, `/api/devplans/${planId}/versions/${version}`, PlanVersion);
  expect(saved).toMatchObject({ number: 1, author: "assistant", changeSummary: "First version" });
  expect(saved.content.trim()).toBe(MARKDOWN.trim());

  // Streamed speech: its first audio was here before the model had finished its text.
  const ofReply = client.audio.filter(({ header }) => header.replyId === ended.replyId);
  const firstAudioAt = ofReply[0]?.at ?? Infinity;
  const aheadMs = (second?.endedAt ?? 0) - firstAudioAt;
  tell(`first audio ${aheadMs.toFixed(0)} ms before the last token of the model`);
  expect(aheadMs).toBeGreaterThan(0);
  expect(ofReply.flatMap(({ header }) => header.text ?? []).join(" ")).toBe(WORDS);
  expect(peakOf(Buffer.concat(ofReply.map(({ frame }) => frame)))).toBeGreaterThan(1000);
  const inputs = provider.journal.speech.map(({ request }) => request);
  expect(inputs.at(0)).toMatchObject({
    model: "gpt-4o-mini-tts",
    voice: "alloy",
    response_format: "pcm",
  });
  client.close();
});

describe("when the provider fails", () => {
  const open = () => ConversationClient.open(app.url, { speech: false });
  const chatsOf = () => app.provider.journal.chats.length;

  test("429 with Retry-After is tried once more, and not before", async () => {
    const client = await open();
    const before = chatsOf();
    const busy = { kind: "status", status: 429, retryAfter: 1 } as const;
    app.provider.nextChats({ fault: busy }, { text: "Caching helps." });
    expect(await client.ask("What about caching?")).toMatchObject({
      outcome: "completed",
      text: "Caching helps.",
    });
    const [first, second, ...more] = app.provider.journal.chats.slice(before);
    expect(more).toEqual([]);
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(950);
    expect(client.all("problem")).toEqual([]);
    client.close();
  });

  test("500 again and again ends in a problem; nothing is lost, and the next turn works", async () => {
    const client = await open();
    const down = { fault: { kind: "status", status: 500 } } as const;
    app.provider.nextChats(down, down, down);
    const messageId = await client.say("What about caching?");
    const ended = await client.answerTo(messageId);
    expect(ended).toMatchObject({ outcome: "failed" });
    expect(client.all("problem")).toMatchObject([
      { code: "planner_failed", retryable: true, sourceId: ended.replyId },
    ]);
    expect(client.all("message")).toMatchObject([{ message: { id: messageId, role: "user" } }]);
    app.provider.nextChats({ text: "Caching helps." });
    expect(await client.ask("And now?")).toMatchObject({ outcome: "completed" });
    const said = JSON.stringify(app.provider.journal.chats.at(-1)?.request.messages);
    expect(said).toContain("What about caching?");
    client.close();
  });

  test("over REST a reply that fails is a problem, and no answer", async () => {
    const down = { fault: { kind: "status", status: 500 } } as const;
    const ask = (accept: string) => {
      app.provider.nextChats(down, down, down);
      return fetch(new URL("/api/planning/chat", app.server.url), {
        method: "POST",
        headers: { "content-type": "application/json", accept },
        body: JSON.stringify({ message: "What about caching?" }),
      });
    };
    const response = await ask("application/json");
    expect(response.status).toBe(502);
    expect(await response.json()).toMatchObject({ code: "planner_failed", retryable: true });
    const events = await (await ask("text/event-stream")).text();
    expect(events.trimEnd().split("\n\n").at(-1)).toMatch(/^event: problem\n.*planner_failed/);
  });

  test("an utterance that could not be recognised is told, and the next one works", async () => {
    const client = await open();
    const down = { fault: { kind: "status", status: 500 } } as const;
    app.provider.nextTranscriptions(down, down, down);
    const frames = framesOf(await spoken("Hello there."));
    const utteranceId = await client.utter(frames);
    await client.answerTo(utteranceId);
    expect(client.all("problem")).toMatchObject([
      { code: "recognition_failed", sourceId: utteranceId },
    ]);
    app.provider.nextTranscriptions("What about caching?");
    app.provider.nextChats({ text: "Caching helps." });
    expect(await client.answerTo(await client.utter(frames))).toMatchObject({
      outcome: "completed",
    });
    client.close();
  });

  test("speech that fails is told, and the words are complete all the same", async () => {
    const client = await ConversationClient.open(app.url);
    app.provider.nextChats({ text: "Caching helps." });
    const down = { fault: { kind: "status", status: 500 } } as const;
    app.provider.nextSpeech(down, down, down);
    expect(await client.ask("What about caching?")).toMatchObject({
      outcome: "completed",
      text: "Caching helps.",
    });
    expect(client.all("problem")).toMatchObject([{ code: "speech_failed" }]);
    client.close();
  });
});

test("stopping a reply hangs up on the model and on the speech", async () => {
  const client = await ConversationClient.open(app.url);
  const hold = Promise.withResolvers<void>();
  const { journal } = app.provider;
  const [chats, speech] = [journal.chats.length, journal.speech.length];
  app.provider.nextChats({ text: WORDS.repeat(8) });
  app.provider.nextSpeech({ hold: hold.promise });
  await client.say("What about caching?");
  await client.when("audio", () => client.audio[0]);
  const { replyId } = await client.until("reply.started");
  const stoppedAt = performance.now();
  await client.accepted("reply.stop", { replyId, playedMs: 0 });
  const ackMs = performance.now() - stoppedAt;
  const entries = () => [...journal.chats.slice(chats), ...journal.speech.slice(speech)];
  while (entries().some(({ endedAt }) => endedAt === null)) {
    if (performance.now() - stoppedAt > 5000) break;
    await delay(2);
  }
  hold.resolve();
  const [chat, first] = [journal.chats[chats], journal.speech[speech]];
  const after = (at: number | null | undefined) => (at ?? Infinity) - stoppedAt;
  tell(
    `after reply.stop: acknowledged ${ackMs.toFixed(0)} ms, chat closed ${after(chat?.endedAt).toFixed(0)} ms, speech closed ${after(first?.endedAt).toFixed(0)} ms`,
  );
  expect([chat?.abandoned, first?.abandoned]).toEqual([true, true]);
  expect(after(chat?.endedAt)).toBeLessThan(1000);
  expect(after(first?.endedAt)).toBeLessThan(1000);
  client.close();
});

/** What a RIFF file says of itself, and what is in it. */
function wavOf(bytes: Uint8Array | undefined) {
  const file = Buffer.from(bytes ?? []);
  expect(file.toString("latin1", 0, 4) + file.toString("latin1", 8, 16)).toBe("RIFFWAVEfmt ");
  expect(file.readUInt32LE(4)).toBe(file.length - 8);
  expect(file.toString("latin1", 36, 40)).toBe("data");
  expect(file.readUInt32LE(40)).toBe(file.length - 44);
  return {
    format: file.readUInt16LE(20),
    channels: file.readUInt16LE(22),
    sampleRate: file.readUInt32LE(24),
    bits: file.readUInt16LE(34),
    audio: file.subarray(44),
  };
}
