import { PlanDetail, Project } from "@voiceplan/protocol";
import { expect, test } from "vitest";
import { z } from "zod";
import { ConversationClient } from "./support/conversationClient.ts";
import { useEmulatedServer } from "./support/emulated.ts";
import { postJson } from "./support/rest.ts";

const LONG = Array.from(
  { length: 12 },
  (_, at) => `This is sentence number ${at} of an answer that takes a while.`,
).join(" ");

const app = useEmulatedServer({
  chat: () => ({ text: LONG }),
  pacing: { chatTokenMs: 1, speechSpeed: 10 },
});

/** A reply that is being spoken, and all of whose text is there. */
async function speaking(client: ConversationClient): Promise<string> {
  const sourceId = await client.say("Tell me everything about caching");
  await client.when("audio", () => client.audio[0]);
  const { replyId } = await client.until("reply.started", (e) => e.sourceId === sourceId);
  await client.when("its last words", () => {
    const texts = client.all("reply.text").filter((event) => event.replyId === replyId);
    return texts.map(({ delta }) => delta).join("") === LONG ? true : undefined;
  });
  return sourceId;
}

test.each([
  ["stop", "speech.stop"],
  ["skip this", "speech.skip"],
] as const)("%s ends the reply and says nothing", async (words, command) => {
  const client = await ConversationClient.open(app.url);
  const asked = await speaking(client);
  const sourceId = await client.say(words);
  expect(await client.answerTo(asked)).toMatchObject({ outcome: "interrupted" });
  expect(await client.until("command")).toMatchObject({ command, sourceId });
  const ended = await client.answerTo(sourceId);
  expect(ended).toMatchObject({ outcome: "completed", text: "" });
  const kept = client.all("message").map(({ message }) => message);
  expect(kept.filter(({ role, content }) => role === "assistant" && content === "")).toEqual([]);
  const late = client.audio.filter(({ header }) => header.replyId === ended.replyId);
  expect(late).toEqual([]);
  client.close();
});

test("skip goes on with the next section of a plan that is read aloud, and on from there", async () => {
  const client = await ConversationClient.open(app.url);
  const { id: projectId } = await postJson(app.url, "/api/projects", Project, { name: "Export" });
  const sections = ["Overview", "Risks", "Testing"].map((title) => `## ${title}\n\n${LONG}\n`);
  const content = `# Export\n\n${sections.join("\n")}`;
  await postJson(app.url, "/api/devplans", PlanDetail, { projectId, title: "Export", content });
  await client.ask("open project export");
  const asked = await client.say("read the plan");
  const reply = await client.until("reply.started", ({ sourceId }) => sourceId === asked);
  await client.when("its sound", () =>
    client.audio.find(({ header }) => header.replyId === reply.replyId),
  );

  const skip = await client.say("skip");
  expect(await client.answerTo(asked)).toMatchObject({ outcome: "interrupted" });
  const next = await client.until("reply.started", ({ sourceId }) => sourceId === skip);
  await client.when("the sound of the next section", () =>
    client.audio.find(({ header }) => header.replyId === next.replyId),
  );
  await client.accepted("speech.set", { speech: false });
  const again = await client.say("skip this");
  expect(await client.answerTo(skip)).toMatchObject({ outcome: "interrupted" });
  const { text } = await client.answerTo(again);
  expect(text).toMatch(/^Testing\. This is sentence number 0/);
  expect((await client.ask("repeat that")).text).toBe(text);
  const read = client.all("command").filter(({ result }) => "section" in result);
  expect(read.map(({ command, result }) => [command, result["section"]])).toEqual([
    ["plan.read", "Overview"],
    ["speech.skip", "Risks"],
    ["speech.skip", "Testing"],
  ]);
  client.close();
});

test("what was cut short is repeated whole", async () => {
  const client = await ConversationClient.open(app.url, { speech: true });
  await speaking(client);
  await client.ask("stop");
  await client.accepted("speech.set", { speech: false });
  expect(await client.ask("repeat that")).toMatchObject({ outcome: "completed", text: LONG });
  expect((await client.ask("say that again")).text).toBe(LONG);
  client.close();
});

test("what was said before the server stopped is repeated after it has started", async () => {
  const client = await ConversationClient.open(app.url, { speech: false });
  const { text } = await client.ask("Tell me everything about caching");
  client.close();
  await app.server.restart();
  const again = await ConversationClient.open(app.url, {
    conversationId: client.id,
    speech: false,
  });
  expect((await again.ask("repeat that")).text).toBe(text);
  again.close();
});

test("a new conversation is named, and made by whoever opens it", async () => {
  const client = await ConversationClient.open(app.url, { speech: false });
  await client.ask("start a new conversation");
  const { result } = await client.until("command");
  const { conversationId } = z.object({ conversationId: z.uuid() }).parse(result);
  expect(conversationId).not.toBe(client.id);
  await client.open({ conversationId, speech: false });
  expect(client.id).toBe(conversationId);
  expect(client.events.filter((event) => event.conversationId === conversationId)).toEqual([]);
  client.close();
});
