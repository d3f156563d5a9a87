import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { ConversationClient } from "./support/conversationClient.ts";
import { useEmulatedServer } from "./support/emulated.ts";

const LONG = Array.from(
  { length: 12 },
  (_, at) => `This is sentence number ${at} of an answer that nobody wants to hear out.`,
).join(" ");
const SHORT = "It helps. It is quick.";

const app = useEmulatedServer({
  chat: ({ messages }) => ({ text: /brief/.test(JSON.stringify(messages.at(-1))) ? SHORT : LONG }),
  pacing: { chatTokenMs: 5, speechSpeed: 10 },
});

const durationMs = ({ frame, header }: ConversationClient["audio"][number]): number =>
  (frame.byteLength / 2 / header.sampleRate) * 1000;

/** Where in the reply's audio the sentence begins that is spoken as number `index`. */
function startOf(client: ConversationClient, index: number): number | undefined {
  let ms = 0;
  let sentence = -1;
  for (const received of client.audio) {
    if (received.header.text !== undefined) sentence += 1;
    if (sentence === index) return ms;
    ms += durationMs(received);
  }
  return undefined;
}

test("stopping ends the audio at once and keeps what was played", async () => {
  const client = await ConversationClient.open(app.url);
  const sourceId = await client.say("Tell me everything about caching");
  const playedMs = await client.when("the second sentence", () => startOf(client, 1));
  const { replyId } = await client.until("reply.started", (e) => e.sourceId === sourceId);
  await client.accepted("reply.stop", { replyId, playedMs });
  const framesAtAck = client.audio.length;
  const ended = await client.answerTo(sourceId);
  const [first] = LONG.split(/(?<=\.) /);
  expect(ended).toMatchObject({ outcome: "interrupted", text: first });
  expect(client.all("message").at(-1)?.message).toMatchObject({ id: replyId, content: first });

  // A later turn over the same connection: whatever had been sent before it would have arrived.
  await client.ask("Be brief about caching");
  const late = client.audio.slice(framesAtAck).filter(({ header }) => header.replyId === replyId);
  expect(late).toEqual([]);
  client.close();
});

test("stopping before anything was played keeps no message", async () => {
  const client = await ConversationClient.open(app.url);
  const sourceId = await client.say("Tell me everything about caching");
  await client.when("audio", () => client.audio[0]);
  const { replyId } = await client.until("reply.started");
  await client.accepted("reply.stop", { replyId, playedMs: 0 });
  expect(await client.answerTo(sourceId)).toMatchObject({ outcome: "interrupted", text: "" });
  expect(client.all("message").map(({ message }) => message.role)).toEqual(["user"]);
  client.close();
});

test("reply.played counts where the stop itself knows less", async () => {
  const client = await ConversationClient.open(app.url);
  const sourceId = await client.say("Tell me everything about caching");
  const playedMs = await client.when("the second sentence", () => startOf(client, 1));
  const { replyId } = await client.until("reply.started");
  await client.accepted("reply.played", { replyId, playedMs });
  await client.accepted("reply.stop", { replyId, playedMs: 0 });
  const ended = await client.answerTo(sourceId);
  expect(ended.text).toBe(LONG.split(/(?<=\.) /)[0]);
  client.close();
});

test("stopping twice is the same as once", async () => {
  const client = await ConversationClient.open(app.url);
  const sourceId = await client.say("Tell me everything about caching");
  const playedMs = await client.when("the second sentence", () => startOf(client, 1));
  const { replyId } = await client.until("reply.started");
  await client.accepted("reply.stop", { replyId, playedMs });
  const { seq } = await client.answerTo(sourceId).then(() => ({ seq: client.lastSeq }));
  await client.accepted("reply.stop", { replyId, playedMs });
  await client.ask("Be brief about caching");
  const later = client.events.filter((event) => event.seq > seq);
  expect(later.filter((event) => JSON.stringify(event).includes(replyId))).toEqual([]);
  client.close();
});

test("stopping late, while the tail is still being played, cuts what is kept", async () => {
  const client = await ConversationClient.open(app.url);
  const { replyId, outcome, text } = await client.ask("Be brief about caching");
  expect({ outcome, text }).toEqual({ outcome: "completed", text: SHORT });
  const playedMs = startOf(client, 1) ?? 0;
  await client.accepted("reply.stop", { replyId, playedMs });
  const revised = await client.when("the shorter message", () =>
    client.all("message").find(({ message }) => message.content === "It helps."),
  );
  expect(revised.message.id).toBe(replyId);
  expect(client.all("reply.ended").length).toBe(1);
  const chats = app.provider.journal.chats.length;
  await client.ask("Be brief about queues");
  const [next] = app.provider.journal.chats.slice(chats);
  const said = JSON.stringify(next?.request.messages);
  expect(said).toContain("It helps.");
  expect(said).not.toContain("It is quick.");
  client.close();
});

test("stopping late, of which nothing was heard, leaves no empty message to the model", async () => {
  const client = await ConversationClient.open(app.url);
  const { replyId } = await client.ask("Be brief about caching");
  await client.accepted("reply.stop", { replyId, playedMs: 0 });
  await client.when("the empty message", () =>
    client.all("message").find(({ message }) => message.id === replyId && message.content === ""),
  );
  const chats = app.provider.journal.chats.length;
  await client.ask("Be brief about queues");
  const { id: conversationId } = client;
  client.close();
  await app.server.restart();
  const later = await ConversationClient.open(app.url, { conversationId });
  await later.ask("Be brief about both");
  const asked = app.provider.journal.chats.slice(chats);
  expect(asked.length).toBe(2);
  for (const { request } of asked) {
    expect(request.messages.map(({ content }) => content)).not.toContain("");
  }
  later.close();
});

test("what is no reply cannot be stopped", async () => {
  const client = await ConversationClient.open(app.url);
  const nothing = { replyId: randomUUID(), playedMs: 0 };
  const refused = { ok: false, problem: { code: "unknown_reply" } };
  expect(await client.request("reply.stop", nothing)).toMatchObject(refused);
  expect(await client.request("reply.played", nothing)).toMatchObject(refused);
  client.close();
});
