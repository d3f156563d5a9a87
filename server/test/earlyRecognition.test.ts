import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { ConversationClient } from "./support/conversationClient.ts";
import { clipNamed } from "./support/audioFixtures.ts";
import { useEmulatedServer } from "./support/emulated.ts";
import { framesOf, silence, voiceLike } from "./support/speech.ts";

const app = useEmulatedServer({
  chat: () => ({ text: "Caching helps here." }),
  transcription: () => ({ text: "Tell me about caching." }),
});
const speech = framesOf(voiceLike(640));
const more = framesOf(voiceLike(640));
const quiet = framesOf(silence(256));
const whole = (...parts: Uint8Array[][]) => Buffer.concat(parts.flat());

interface Scene {
  client: ConversationClient;
  utteranceId: string;
  /** What was uploaded to be recognised since the scene began. */
  heard: () => Uint8Array[];
  /** How many of them have been answered. */
  answered: () => number;
  pause: (frames: number) => Promise<void>;
  /** Ends it and waits for the answer. */
  end: (frames: number) => Promise<void>;
}

/** Somebody has spoken so far, and holds the line. */
async function begin(endpointing: "client" | "server" = "client"): Promise<Scene> {
  const { transcriptions } = app.provider.journal;
  const before = transcriptions.length;
  const client = await ConversationClient.open(app.url, { speech: false });
  const utteranceId = randomUUID();
  await client.startUtterance(utteranceId, { endpointing });
  await client.sendFrames(utteranceId, speech);
  return {
    client,
    utteranceId,
    answered: () => transcriptions.slice(before).filter(({ endedAt }) => endedAt !== null).length,
    heard: () => transcriptions.slice(before).map(({ file }) => file.bytes.subarray(44)),
    pause: (frames) => client.accepted("utterance.pause", { utteranceId, frames }),
    end: async (frames) => {
      await client.accepted("utterance.end", { utteranceId, frames });
      await client.answerTo(utteranceId);
    },
  };
}

function said(client: ConversationClient): string[] {
  const messages = client.all("message").filter(({ message }) => message.role === "user");
  const words = messages.map(({ message }) => message.content);
  // What is shown as heard is what is kept as said, each once.
  expect(client.all("transcript").map(({ text }) => text)).toEqual(words);
  return words;
}

describe("at a pause", () => {
  test("recognition begins, and its words are there when the end comes", async () => {
    const { client, heard, pause, end } = await begin();
    await pause(speech.length);
    await pause(speech.length);
    await expect.poll(() => heard().length).toBe(1);
    expect(client.all("transcript")).toEqual([]);
    await end(speech.length);
    expect(heard()).toEqual([whole(speech)]);
    expect(said(client)).toEqual(["Tell me about caching."]);
    const [ended] = client.all("reply.ended");
    expect(ended?.timings.recognitionMs).toBeGreaterThan(0);
    expect(ended?.timings.hiddenMs).toBeGreaterThan(0);
    expect(ended?.timings.silenceMs).toBeGreaterThanOrEqual(200);
    client.close();
  });

  test("recognition that is still under way at the end is waited for, not begun again", async () => {
    const { client, utteranceId, heard, pause } = await begin();
    const { promise: hold, resolve: answer } = Promise.withResolvers<void>();
    app.provider.nextTranscriptions({ text: "What about queues?", hold });
    await pause(speech.length);
    await expect.poll(() => heard().length).toBe(1);
    await client.accepted("utterance.end", { utteranceId, frames: speech.length });
    expect(client.all("transcript")).toEqual([]);
    answer();
    await client.answerTo(utteranceId);
    expect(heard().length).toBe(1);
    expect(said(client)).toEqual(["What about queues?"]);
    client.close();
  });

  test("when speech goes on it is dropped and never shown; the next pause hears all of it", async () => {
    const { client, utteranceId, heard, pause, end } = await begin();
    const { transcriptions } = app.provider.journal;
    const hold = new Promise<void>(() => undefined);
    app.provider.nextTranscriptions({ text: "Half of it", hold }, "All of it.");
    await pause(speech.length);
    await expect.poll(() => heard().length).toBe(1);
    const first = transcriptions.at(-1);
    await client.accepted("utterance.resume", { utteranceId });
    await expect.poll(() => first?.abandoned).toBe(true);
    await client.sendFrames(utteranceId, more, speech.length);
    await pause(speech.length + more.length);
    await expect.poll(() => heard().length).toBe(2);
    await end(speech.length + more.length);
    expect(heard().slice(1)).toEqual([whole(speech, more)]);
    expect(said(client)).toEqual(["All of it."]);
    client.close();
  });

  test("words that were known when speech went on are dropped like the rest", async () => {
    const { client, utteranceId, heard, answered, pause, end } = await begin();
    app.provider.nextTranscriptions("Half of it", "All of it.");
    await pause(speech.length);
    await expect.poll(answered).toBe(1);
    await client.accepted("utterance.resume", { utteranceId });
    await client.sendFrames(utteranceId, more, speech.length);
    await end(speech.length + more.length);
    expect(heard().length).toBe(2);
    expect(said(client)).toEqual(["All of it."]);
    client.close();
  });

  test("silence behind it changes nothing, speech without a resume is heard as well", async () => {
    for (const [behind, recognitions] of [
      [quiet, 1],
      [more, 2],
    ] as const) {
      const { client, utteranceId, heard, pause, end } = await begin();
      await pause(speech.length);
      await expect.poll(() => heard().length).toBe(1);
      await client.sendFrames(utteranceId, behind, speech.length);
      await end(speech.length + behind.length);
      expect(heard().length).toBe(recognitions);
      expect(said(client)).toEqual(["Tell me about caching."]);
      client.close();
    }
  });

  test("a recognition that fails is tried anew at the end", async () => {
    const { client, heard, answered, pause, end } = await begin();
    app.provider.nextTranscriptions({ fault: { kind: "status", status: 400 } }, "All of it.");
    await pause(speech.length);
    await expect.poll(answered).toBe(1);
    await end(speech.length);
    expect(heard().length).toBe(2);
    expect(said(client)).toEqual(["All of it."]);
    client.close();
  });

  test("nobody is asked about silence, and a misfire leaves nothing behind", async () => {
    const { client, utteranceId, heard, pause } = await begin();
    await pause(speech.length);
    await expect.poll(() => heard().length).toBe(1);
    await client.accepted("utterance.cancel", { utteranceId });
    const silent = randomUUID();
    await client.startUtterance(silent);
    await client.sendFrames(silent, quiet);
    const frames = quiet.length;
    await client.accepted("utterance.pause", { utteranceId: silent, frames });
    await client.accepted("utterance.end", { utteranceId: silent, frames });
    await client.until("transcript", (event) => event.utteranceId === silent && event.text === "");
    expect(heard().length).toBe(1);
    expect(client.all("message")).toEqual([]);
    client.close();
  });

  test("a crash before the end forgets it; sent again it counts once", async () => {
    const { client, utteranceId, heard, pause } = await begin();
    await pause(speech.length);
    await expect.poll(() => heard().length).toBe(1);
    await app.server.process.kill();
    const { id: conversationId, lastSeq: afterSeq } = client;
    client.close();
    await app.server.crash();
    const later = await ConversationClient.open(app.url, { conversationId, afterSeq });
    expect(later.events).toEqual([]);
    await later.utter(speech, utteranceId);
    await later.answerTo(utteranceId);
    expect(heard().length).toBe(2);
    expect(said(later)).toEqual(["Tell me about caching."]);
    later.close();
  });
});

describe("endpointing by the server", () => {
  test("ends with the words it heard at the pause", async () => {
    const { client, utteranceId, heard, pause } = await begin("server");
    await pause(speech.length);
    await client.sendFrames(utteranceId, quiet, speech.length);
    await client.answerTo(utteranceId);
    expect(client.all("utterance.ended")).toMatchObject([{ utteranceId, by: "server" }]);
    expect(heard()).toEqual([whole(speech)]);
    expect(said(client)).toEqual(["Tell me about caching."]);
    client.close();
  });

  test("waits longer after words that are to go on", async () => {
    const unfinished = await begin("server");
    app.provider.nextTranscriptions("Tell me about caching and");
    await unfinished.pause(speech.length);
    await expect.poll(() => unfinished.heard().length).toBe(1);
    const finished = await begin("server");
    await finished.pause(speech.length);
    await finished.client.until("utterance.ended");
    expect(unfinished.client.all("utterance.ended")).toEqual([]);
    await unfinished.client.until("utterance.ended");
    await unfinished.client.answerTo(unfinished.utteranceId);
    expect(said(unfinished.client)).toEqual(["Tell me about caching and"]);
    unfinished.client.close();
    finished.client.close();
  });

  test("with vad: server hears words at the pauses that it finds itself", async () => {
    const client = await ConversationClient.open(app.url, { speech: false });
    const { transcriptions } = app.provider.journal;
    const before = transcriptions.length;
    app.provider.nextTranscriptions(
      "Tell me about caching and",
      "Tell me about caching and queues.",
    );
    const utteranceId = randomUUID();
    await client.startUtterance(utteranceId, { endpointing: "server", vad: "server" });
    const pause = framesOf(silence(480));
    const words = framesOf(clipNamed("the-weather-is-lovely-today.slt.wav"));
    const spoken = [...framesOf(silence(320)), ...words, ...pause];
    await client.sendFrames(utteranceId, spoken);
    // The detector is started with the first raw stream.
    await expect.poll(() => transcriptions.length, { timeout: 20_000 }).toBe(before + 1);
    await client.sendFrames(utteranceId, [...words, ...pause], spoken.length);
    await client.answerTo(utteranceId);
    expect(transcriptions.length).toBe(before + 2);
    expect(said(client)).toEqual(["Tell me about caching and queues."]);
    const late = { utteranceId, seq: 0 };
    await client.accepted("utterance.audio", late, new Uint8Array(1024));
    client.close();
  });
});
