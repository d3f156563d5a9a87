import { randomUUID } from "node:crypto";
import { ProjectSummary } from "@voiceplan/protocol";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { ConversationClient } from "./support/conversationClient.ts";
import { useEmulatedServer } from "./support/emulated.ts";
import { getJson } from "./support/rest.ts";
import { framesOf, voiceLike } from "./support/speech.ts";

const app = useEmulatedServer({
  chat: ({ messages }) => {
    if (messages.at(-1)?.role === "tool") return { text: "It is written. What is missing?" };
    return { text: "Caching helps here. What is slow about it today?" };
  },
  transcription: () => ({ text: "Tell me about caching." }),
});
const speech = framesOf(voiceLike(640));
const frames = speech.length;
const markdown = "# CSV export\n\n## Goal\n\nExport invoices.\n\n## Tasks\n\n- [ ] Export\n";
const draft = { name: "draft_plan", arguments: { title: "CSV export", markdown } };

/** Somebody has spoken and makes a pause; what is asked of the model is counted from here. */
async function pauseAfter(words: string, listening = { speech: false }) {
  const { chats, speech: voices } = app.provider.journal;
  const before = { chats: chats.length, voices: voices.length };
  const client = await ConversationClient.open(app.url, listening);
  const utteranceId = randomUUID();
  app.provider.nextTranscriptions(words);
  await client.startUtterance(utteranceId);
  await client.sendFrames(utteranceId, speech);
  await client.accepted("utterance.pause", { utteranceId, frames });
  return {
    client,
    utteranceId,
    chats: () => app.provider.journal.chats.slice(before.chats),
    voices: () => voices.slice(before.voices),
    end: async () => {
      await client.accepted("utterance.end", { utteranceId, frames });
      return client.answerTo(utteranceId);
    },
  };
}

const userWords = (client: ConversationClient) =>
  client
    .all("message")
    .flatMap(({ message: { role, content } }) => (role === "user" ? [content] : []));
const projectNames = async () => {
  const page = z.object({ items: z.array(ProjectSummary) });
  return (await getJson(app.url, "/api/projects", page)).items.map(({ name }) => name);
};

describe("before the end is sure", () => {
  test("the model thinks and the voice prepares; nothing is seen or heard until the end", async () => {
    const { client, chats, voices, end } = await pauseAfter("What helps?", { speech: true });
    await expect.poll(() => voices().length).toBeGreaterThan(0);
    expect(chats().length).toBe(1);
    expect(client.events).toEqual([]);
    expect(client.audio).toEqual([]);
    const ended = await end();
    expect(ended).toMatchObject({ outcome: "completed" });
    expect(ended.text).toBe("Caching helps here. What is slow about it today?");
    expect(chats().length).toBe(1);
    expect(client.audio.length).toBeGreaterThan(0);
    expect(client.events.map(({ type }) => type).slice(0, 6)).toEqual([
      ...["utterance.ended", "transcript", "message"],
      ...["state", "state", "reply.started"],
    ]);
    expect(ended.timings).toMatchObject({ transcriptMs: 0, firstTextMs: 0 });
    client.close();
  });

  test("tools wait for the end", async () => {
    app.provider.nextChats({ toolCalls: [draft] });
    const { client, chats, end } = await pauseAfter("I want to export invoices.");
    await expect.poll(() => chats().at(-1)?.endedAt ?? null).not.toBeNull();
    expect(await projectNames()).not.toContain("CSV export");
    expect(client.events).toEqual([]);
    await end();
    expect(chats().length).toBe(2);
    expect(client.all("plan.saved")).toMatchObject([{ version: 1, title: "CSV export" }]);
    expect(client.all("message").length).toBe(2);
    client.close();
  });

  test("a command waits for the end", async () => {
    const { client, end } = await pauseAfter("Create a new project called Alpha.");
    const heard = app.provider.journal.transcriptions;
    await expect.poll(() => heard.at(-1)?.endedAt ?? null).not.toBeNull();
    expect(await projectNames()).not.toContain("Alpha");
    await end();
    expect(client.all("command")).toMatchObject([{ command: "project.create" }]);
    expect(await projectNames()).toContain("Alpha");
    client.close();
  });

  test("what was begun is dropped when speech goes on: nothing is saved, told or said of it", async () => {
    const before = await projectNames();
    app.provider.nextChats({ toolCalls: [draft] }, { text: "Which ones?" });
    const { client, utteranceId, chats, end } = await pauseAfter("I want to export.");
    await expect.poll(() => chats().at(-1)?.endedAt ?? null).not.toBeNull();
    app.provider.nextTranscriptions("I want to export nothing.");
    await client.accepted("utterance.resume", { utteranceId });
    await client.accepted("utterance.pause", { utteranceId, frames });
    await expect.poll(() => chats().length).toBe(2);
    await end();
    expect(chats().length).toBe(2);
    expect(userWords(client)).toEqual(["I want to export nothing."]);
    expect(client.all("reply.ended")).toMatchObject([{ text: "Which ones?" }]);
    expect(client.all("plan.saved")).toEqual([]);
    expect(await projectNames()).toEqual(before);
    client.close();
  });

  test("what is typed meanwhile comes first, and the answer begins anew after it", async () => {
    const { client, chats, end } = await pauseAfter("And what else helps?");
    await expect.poll(() => chats().length).toBe(1);
    await client.ask("What is a queue?");
    await end();
    expect(userWords(client)).toEqual(["What is a queue?", "And what else helps?"]);
    expect(client.all("reply.ended").length).toBe(2);
    const asked = chats()
      .at(-1)
      ?.request.messages.map(({ content }) => content);
    expect(asked).toContain("What is a queue?");
    client.close();
  });

  test("nothing is begun on words that are to go on", async () => {
    const { client, chats, end } = await pauseAfter("Tell me about caching and");
    const heard = app.provider.journal.transcriptions;
    await expect.poll(() => heard.at(-1)?.endedAt ?? null).not.toBeNull();
    await client.ask("What is a queue?");
    expect(chats().length).toBe(1);
    await end();
    expect(chats().length).toBe(2);
    client.close();
  });

  test("a crash forgets it; said again it is answered once", async () => {
    app.provider.nextChats({ toolCalls: [draft] }, { toolCalls: [draft] });
    const { client, utteranceId, chats } = await pauseAfter("I want to export invoices again.");
    await expect.poll(() => chats().at(-1)?.endedAt ?? null).not.toBeNull();
    await app.server.process.kill();
    const { id: conversationId } = client;
    client.close();
    await app.server.crash();
    const later = await ConversationClient.open(app.url, { conversationId, speech: false });
    expect(later.events).toEqual([]);
    app.provider.nextTranscriptions("I want to export invoices again.");
    await later.utter(speech, utteranceId);
    await later.answerTo(utteranceId);
    expect(userWords(later)).toEqual(["I want to export invoices again."]);
    expect(later.all("plan.saved")).toMatchObject([{ version: 1 }]);
    later.close();
  });

  test("sent whole again after its answer, it is neither answered again nor begun in vain", async () => {
    const { client, utteranceId, chats, end } = await pauseAfter("What helps here?");
    await end();
    const { id: conversationId, lastSeq } = client;
    client.close();
    await app.server.crash();
    const later = await ConversationClient.open(app.url, { conversationId, speech: false });
    app.provider.nextTranscriptions("What helps here?");
    await later.startUtterance(utteranceId);
    await later.sendFrames(utteranceId, speech);
    await later.accepted("utterance.pause", { utteranceId, frames });
    await expect.poll(() => chats().length).toBe(2);
    await later.accepted("utterance.end", { utteranceId, frames });
    const metrics = await (await fetch(`${app.url}/metrics`)).text();
    expect(metrics).toContain('voiceplan_early_answers_total{outcome="dropped"} 1');
    await later.ask("And what else?");
    expect(userWords(later)).toEqual(["What helps here?", "And what else?"]);
    expect(later.all("reply.ended").length).toBe(2);
    expect(later.lastSeq).toBeGreaterThan(lastSeq);
    later.close();
  });
});
