import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { ConversationClient } from "./support/conversationClient.ts";
import { clipNamed } from "./support/audioFixtures.ts";
import { useEmulatedServer } from "./support/emulated.ts";
import { framesOf, silence, voiceLike } from "./support/speech.ts";

/** About eight seconds of speech; no more than three are sent ahead. */
const LONG =
  "This is the first sentence of an answer that is rather long. " +
  "This is the second one, and it takes just as long to say as that.";
const QUESTION = "Here is a plan. Shall I save it?";
const SHORT = "It helps.";

const app = useEmulatedServer({
  chat: ({ messages }) => {
    const asked = JSON.stringify(messages.at(-1));
    return { text: /brief|Yeah/.test(asked) ? SHORT : /plan/.test(asked) ? QUESTION : LONG };
  },
  pacing: { chatTokenMs: 5, speechSpeed: 10 },
});
afterEach(() => expect(app.provider.leftovers()).toBe(0));

const sound = framesOf(voiceLike(600));

/** A client to which a long reply is being spoken. */
async function listening(about = "Tell me everything about caching") {
  const client = await ConversationClient.open(app.url);
  const sourceId = await client.say(about);
  await client.when("audio", () => client.audio[0]);
  const { replyId } = await client.until("reply.started", (e) => e.sourceId === sourceId);
  return { client, sourceId, replyId };
}

const typesOf = (client: ConversationClient, replyId: string): string[] =>
  client.events.flatMap((event) =>
    "replyId" in event && event.replyId === replyId && event.type !== "reply.text"
      ? [event.type]
      : [],
  );

test("at the first sound the reply falls silent, and after a cough it goes on where it was", async () => {
  const { client, sourceId, replyId } = await listening();
  const utteranceId = randomUUID();
  await client.startUtterance(utteranceId);
  const atTheHold = client.audio.length;
  await client.until("reply.held", (event) => event.replyId === replyId);
  await client.sendFrames(utteranceId, sound);
  // Without the hold a second of audio would have come by then.
  await delay(500);
  expect(client.audio).toHaveLength(atTheHold);
  await client.accepted("utterance.cancel", { utteranceId });
  await client.until("reply.resumed", (event) => event.replyId === replyId);
  expect(await client.answerTo(sourceId)).toMatchObject({ outcome: "completed", text: LONG });
  expect(client.audio.length).toBeGreaterThan(atTheHold);
  client.close();
});

test.each(["Mhm.", "Yeah, right.", ""])(
  "%j said by somebody who listens is heard and is no message; the reply goes on",
  async (text) => {
    const { client, sourceId, replyId } = await listening();
    app.provider.nextTranscriptions(text);
    const utteranceId = await client.utter(sound);
    const heard = await client.until("transcript", (event) => event.final);
    expect(heard).toMatchObject({ utteranceId, text });
    expect(await client.answerTo(sourceId)).toMatchObject({ outcome: "completed", text: LONG });
    await client.ask("Be brief about caching");
    const roles = client.all("message").map(({ message }) => message.role);
    expect(roles).toEqual(["user", "assistant", "user", "assistant"]);
    const types = ["reply.started", "reply.held", "reply.resumed", "reply.ended"];
    expect(typesOf(client, replyId)).toEqual(types);
    client.close();
  },
);

test("words end the reply with what was heard of it, and are answered", async () => {
  const { client, sourceId, replyId } = await listening();
  app.provider.nextTranscriptions("Be brief about caching");
  const utteranceId = randomUUID();
  await client.startUtterance(utteranceId);
  const atTheHold = client.audio.length;
  await client.accepted("reply.played", { replyId, playedMs: 1000 });
  await client.sendFrames(utteranceId, sound);
  await client.accepted("utterance.end", { utteranceId, frames: sound.length });
  const ended = await client.until("reply.ended", (event) => event.replyId === replyId);
  expect(ended).toMatchObject({ outcome: "interrupted", text: "This is the" });
  expect(await client.answerTo(utteranceId)).toMatchObject({ outcome: "completed", text: SHORT });
  const late = client.audio.slice(atTheHold).filter(({ header }) => header.replyId === replyId);
  expect(late).toEqual([]);
  expect(typesOf(client, replyId)).toEqual(["reply.started", "reply.held", "reply.ended"]);
  expect(client.all("reply.started").map((event) => event.sourceId)).toContain(sourceId);
  client.close();
});

test("stopped while it is held, it does not go on, whatever the sound was", async () => {
  const { client, sourceId, replyId } = await listening();
  const utteranceId = randomUUID();
  await client.startUtterance(utteranceId);
  await client.until("reply.held");
  await client.accepted("reply.stop", { replyId, playedMs: 0 });
  expect(await client.answerTo(sourceId)).toMatchObject({ outcome: "interrupted" });
  const atTheStop = client.audio.length;
  await client.accepted("utterance.cancel", { utteranceId });
  await client.ask("Be brief about caching");
  const late = client.audio.slice(atTheStop).filter(({ header }) => header.replyId === replyId);
  expect(late).toEqual([]);
  expect(typesOf(client, replyId)).toEqual(["reply.started", "reply.held", "reply.ended"]);
  client.close();
});

test("of a reply that has ended the tail that was still being played is held, and cut by words", async () => {
  const client = await ConversationClient.open(app.url);
  const { replyId } = await client.ask("Be brief about caching");
  app.provider.nextTranscriptions("Be brief about queues");
  await client.accepted("reply.played", { replyId, playedMs: 300 });
  const utteranceId = await client.utter(sound);
  await client.answerTo(utteranceId);
  expect(typesOf(client, replyId)).toEqual(["reply.started", "reply.ended", "reply.held"]);
  const kept = client.all("message").filter(({ message }) => message.id === replyId);
  expect(kept.map(({ message }) => message.content)).toEqual([SHORT, "It"]);
  client.close();
});

test("a question that is being asked is answered by what else would be a murmur", async () => {
  const client = await ConversationClient.open(app.url);
  await client.ask("Make a plan");
  await client.accepted("reply.played", {
    replyId: client.all("reply.started").at(-1)?.replyId ?? "",
    playedMs: 1500,
  });
  await delay(1300);
  app.provider.nextTranscriptions("Yeah.");
  const utteranceId = await client.utter(sound);
  await client.until("message", ({ message }) => message.id === utteranceId);
  await client.answerTo(utteranceId);
  client.close();
});

test("a reply that begins while somebody speaks waits for them", async () => {
  const client = await ConversationClient.open(app.url);
  const utteranceId = randomUUID();
  await client.startUtterance(utteranceId);
  const sourceId = await client.say("Be brief about caching");
  await client.until("reply.text");
  await delay(300);
  expect(client.audio).toEqual([]);
  await client.accepted("utterance.cancel", { utteranceId });
  expect(await client.answerTo(sourceId)).toMatchObject({ outcome: "completed" });
  expect(client.audio.length).toBeGreaterThan(0);
  expect(client.all("reply.held")).toEqual([]);
  client.close();
});

test("a sound without an end holds the reply for a while only", async () => {
  const { client, sourceId } = await listening();
  await client.startUtterance(randomUUID());
  await client.until("reply.held");
  expect(await client.answerTo(sourceId)).toMatchObject({ outcome: "completed", text: LONG });
  client.close();
});

test("in a raw stream it is the voice that holds the reply, not the silence before it", async () => {
  const { client, sourceId, replyId } = await listening();
  const utteranceId = randomUUID();
  await client.startUtterance(utteranceId, { endpointing: "server", vad: "server" });
  const quiet = framesOf(silence(300));
  await client.sendFrames(utteranceId, quiet);
  expect(client.all("reply.held")).toEqual([]);
  app.provider.nextTranscriptions("Mhm.");
  const rest = [...framesOf(clipNamed("help.slt.wav")), ...framesOf(silence(1500))];
  await client.sendFrames(utteranceId, rest, quiet.length);
  await client.until("reply.held");
  await client.until("reply.resumed");
  expect(await client.answerTo(sourceId)).toMatchObject({ replyId, outcome: "completed" });
  client.close();
});
