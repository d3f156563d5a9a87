import { randomUUID } from "node:crypto";
import { Project } from "@voiceplan/protocol";
import { describe, expect, test } from "vitest";
import { Opened } from "./support/acknowledgement.ts";
import { ConversationClient } from "./support/conversationClient.ts";
import { useEmulatedServer } from "./support/emulated.ts";

const app = useEmulatedServer({ chat: () => ({ text: "Caching helps here. What is slow?" }) });
const open = (request = {}) => ConversationClient.open(app.url, request);
const refused = (code: string) => ({ ok: false, problem: { code } });

describe("conversation.open", () => {
  test("without an id begins a conversation; with an id it never had, that one", async () => {
    const fresh = await open();
    expect(fresh.conversation).toMatchObject({ project: null, plan: null, lastSeq: 0 });
    const conversationId = randomUUID();
    const named = await open({ conversationId });
    expect(named.conversation).toMatchObject({ id: conversationId, lastSeq: 0 });
    expect(named.id).not.toBe(fresh.id);
    fresh.close();
    named.close();
  });

  test("again gives every event that there is, and with afterSeq exactly those after it", async () => {
    const client = await open({ speech: false });
    await client.ask("Tell me about caching");
    client.close();
    const all = await open({ conversationId: client.id });
    expect(all.events).toEqual(client.events);
    expect(all.conversation?.lastSeq).toBe(client.lastSeq);
    const afterSeq = client.lastSeq - 3;
    const rest = await open({ conversationId: client.id, afterSeq });
    expect(rest.events).toEqual(client.events.slice(afterSeq));
    const none = await open({ conversationId: client.id, afterSeq: client.lastSeq });
    expect(none.events).toEqual([]);
    for (const one of [all, rest, none]) one.close();
  });

  test("condensed is told the same of it in fewer events", async () => {
    const client = await open({ speech: false });
    await client.ask("Tell me about caching");
    const page = await ConversationClient.connect(app.url);
    const request = { conversationId: client.id, condensed: true };
    const { conversation, events } = Opened.parse(await page.emit("conversation.open", request));
    expect(conversation.lastSeq).toBe(client.lastSeq);
    const state = client.events.findLast(({ type }) => type === "state");
    const left = client.events.filter(
      (event) => event === state || (event.type !== "state" && event.type !== "reply.text"),
    );
    expect(left.length).toBeLessThan(client.events.length);
    expect(events).toEqual(left);
    page.close();
    client.close();
  });

  test("in the middle of a reply misses nothing and repeats nothing", async () => {
    const client = await open({ speech: false });
    await client.say("Tell me about caching");
    const { seq } = await client.until("reply.text");
    const other = await open({ conversationId: client.id, afterSeq: seq, speech: false });
    await client.until("state", (e) => e.state === "listening" && e.seq > seq);
    await other.until("state", (e) => e.state === "listening" && e.seq > seq);
    expect(other.events).toEqual(client.events.slice(seq));
    client.close();
    other.close();
  });

  test("with a project is about it; with one that does not exist it is refused", async () => {
    const response = await fetch(`${app.url}/api/projects`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name: "Harbour" }),
    });
    const project = Project.parse(await response.json());
    const client = await open({ projectId: project.id });
    expect(client.conversation?.project?.name).toBe("Harbour");
    expect(client.all("project.opened")).toMatchObject([{ project: { id: project.id } }]);
    client.close();
    const lost = await ConversationClient.connect(app.url);
    const answer = await lost.request("conversation.open", { projectId: randomUUID() });
    expect(answer).toMatchObject(refused("not_found"));
    await lost.open();
    lost.close();
  });

  test("moves the connection from one conversation to another", async () => {
    const client = await open({ speech: false });
    const other = await open({ conversationId: client.id, speech: false });
    await other.open({ speech: false });
    await client.ask("Tell me about caching");
    await other.ask("Tell me about caching");
    client.close();
    other.close();
  });
});

describe("message.send", () => {
  test("is answered with a reply in text and speech", async () => {
    const client = await open();
    const messageId = await client.say("Tell me about caching");
    const ended = await client.answerTo(messageId);
    expect(ended).toMatchObject({
      outcome: "completed",
      text: "Caching helps here. What is slow?",
    });
    expect(client.all("message").map(({ message }) => message)).toEqual([
      { id: messageId, role: "user", content: "Tell me about caching", modality: "text" },
      { id: ended.replyId, role: "assistant", content: ended.text, modality: "text" },
    ]);
    expect(
      client
        .all("reply.text")
        .map(({ delta }) => delta)
        .join(""),
    ).toBe(ended.text);
    expect(client.audio.map(({ header }) => header.seq)).toEqual(client.audio.map((_, at) => at));
    expect(client.audio.flatMap(({ header }) => header.text ?? [])).toEqual([
      "Caching helps here.",
      "What is slow?",
    ]);
    expect(client.all("state").map(({ state }) => state)).toEqual([
      "thinking",
      "speaking",
      "listening",
    ]);
    client.close();
  });

  test("twice with the same id changes nothing, from the same socket or a later one", async () => {
    const client = await open({ speech: false });
    const messageId = randomUUID();
    const text = "Tell me about caching";
    await Promise.all([client.say(text, messageId), client.say(text, messageId)]);
    await client.answerTo(messageId);
    const count = client.lastSeq;
    await client.say(text, messageId);
    client.close();
    const later = await open({ conversationId: client.id, afterSeq: count, speech: false });
    await later.say("Other words, the same id", messageId);
    await later.ask("Tell me more about caching");
    const mine = later.events.filter((event) => JSON.stringify(event).includes(messageId));
    expect(mine).toEqual([]);
    later.close();
  });

  test("with the id of a message in another conversation is refused and leaves no trace", async () => {
    const client = await open({ speech: false });
    const messageId = await client.say("Tell me about caching");
    await client.answerTo(messageId);
    const other = await open({ speech: false });
    const again = await other.request("message.send", { messageId, text: "Mine" });
    expect(again).toMatchObject(refused("conflict"));
    await other.ask("Tell me about caching");
    expect(other.all("message").map(({ message }) => message.content)).not.toContain("Mine");
    client.close();
    other.close();
  });

  test("many at once are answered one after the other, each once, in order", async () => {
    const client = await open({ speech: false });
    const ids = Array.from({ length: 5 }, () => randomUUID());
    await Promise.all(ids.map((id, at) => client.say(`Caching question ${at}`, id)));
    for (const id of ids) expect(await client.answerTo(id)).toMatchObject({ outcome: "completed" });
    expect(client.all("reply.started").map(({ sourceId }) => sourceId)).toEqual(ids);
    client.close();
  });
});

describe("what is no request", () => {
  test("before a conversation is open, everything but opening one is refused", async () => {
    const client = await ConversationClient.connect(app.url);
    const utteranceId = randomUUID();
    const replyId = randomUUID();
    for (const [name, payload] of [
      ["message.send", { messageId: randomUUID(), text: "Hello" }],
      ["utterance.start", { utteranceId, encoding: "pcm_s16le", sampleRate: 16_000 }],
      ["utterance.pause", { utteranceId, frames: 0 }],
      ["utterance.resume", { utteranceId }],
      ["utterance.end", { utteranceId, frames: 0 }],
      ["utterance.cancel", { utteranceId }],
      ["reply.stop", { replyId, playedMs: 0 }],
      ["reply.played", { replyId, playedMs: 0 }],
    ] as const) {
      expect(await client.emit(name, payload)).toMatchObject(refused("conversation_not_open"));
    }
    client.close();
  });

  test("an unknown event is answered, or put on record when nobody asked for an answer", async () => {
    const client = await open({ speech: false });
    expect(await client.emit("message.sned", {})).toMatchObject(refused("unknown_event"));
    expect(await client.emit("constructor")).toMatchObject(refused("unknown_event"));
    client.send("message.sned\0\ud800", {});
    expect(await client.until("problem")).toMatchObject({ code: "unknown_event" });
    await client.ask("Tell me about caching");
    client.close();
  });

  const messageId = randomUUID();
  const utteranceId = randomUUID();
  const replyId = randomUUID();
  const format = { encoding: "pcm_s16le", sampleRate: 16_000 };
  test.for([
    ["message.send", "nothing", []],
    ["message.send", "null", [null]],
    ["message.send", "text", ["text"]],
    ["message.send", "an id that is none", [{ messageId: "1", text: "Hello" }]],
    ["message.send", "no text", [{ messageId }]],
    ["message.send", "blank text", [{ messageId, text: "  " }]],
    ["message.send", "text of NUL", [{ messageId, text: "\0" }]],
    ["message.send", "endless text", [{ messageId, text: "x".repeat(20_001) }]],
    ["message.send", "bytes for text", [{ messageId, text: Buffer.from("Hello") }]],
    ["conversation.open", "an id that is none", [{ conversationId: "mine" }]],
    ["conversation.open", "a negative number", [{ afterSeq: -1 }]],
    ["conversation.open", "half a number", [{ afterSeq: 1.5 }]],
    ["utterance.start", "another encoding", [{ utteranceId, ...format, encoding: "opus" }]],
    ["utterance.start", "another rate", [{ utteranceId, ...format, sampleRate: 48_000 }]],
    ["utterance.audio", "no frame", [{ utteranceId, seq: 0 }]],
    ["utterance.audio", "text for a frame", [{ utteranceId, seq: 0 }, "frame"]],
    ["utterance.audio", "a negative number", [{ utteranceId, seq: -1 }, Buffer.alloc(2)]],
    ["utterance.end", "a number in words", [{ utteranceId, frames: "many" }]],
    ["reply.stop", "no time", [{ replyId }]],
    ["reply.stop", "a negative time", [{ replyId, playedMs: -1 }]],
  ] as const)("%s with %s", async ([name, , args]) => {
    const client = await open({ speech: false });
    expect(await client.emit(name, ...args)).toMatchObject(refused("invalid_payload"));
    expect(client.isConnected).toBe(true);
    client.close();
  });
});

describe("listeners", () => {
  test("speech: false is told the words and sent no audio", async () => {
    const silent = await open({ speech: false });
    const asked = app.provider.journal.speech.length;
    await silent.ask("Tell me about caching");
    expect(silent.audio).toEqual([]);
    expect(app.provider.journal.speech.length).toBe(asked);
    silent.close();
  });

  test("a page of another origin is refused, one of ours is not", async () => {
    const theirs = ConversationClient.connect(app.url, { origin: "http://example.com" });
    await expect(theirs).rejects.toThrow();
    const ours = await ConversationClient.connect(app.url, { origin: app.url });
    await ours.open();
    ours.close();
  });
});
