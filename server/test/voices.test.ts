import { SystemReport } from "@voiceplan/protocol";
import { expect, test } from "vitest";
import { ConversationClient } from "./support/conversationClient.ts";
import { useEmulatedServer } from "./support/emulated.ts";
import { getJson } from "./support/rest.ts";

const app = useEmulatedServer({ chat: () => ({ text: "It helps." }) });
const asked = () => app.provider.journal.speech.at(-1)?.request;

test("the voices are listed, the configured one first", async () => {
  const { voices } = await getJson(app.url, "/api/system", SystemReport);
  expect(voices[0]).toBe("alloy");
  expect(voices).toContain("sage");
});

test("replies are spoken as the connection asked when it opened, and as it asks later", async () => {
  const client = await ConversationClient.open(app.url, { voice: "sage", rate: 1.5 });
  await client.ask("Tell me about caching");
  expect(asked()).toMatchObject({ voice: "sage", speed: 1.5 });
  await client.accepted("speech.set", { rate: 0.75 });
  await client.ask("Tell me about queues");
  expect(asked()).toMatchObject({ voice: "sage", speed: 0.75 });
  client.close();
});

test("speech can be turned off and on again", async () => {
  const client = await ConversationClient.open(app.url);
  await client.accepted("speech.set", { speech: false });
  await client.ask("Tell me about caching");
  expect(client.audio).toEqual([]);
  await client.accepted("speech.set", { speech: true });
  await client.ask("Tell me about queues");
  expect(client.audio.length).toBeGreaterThan(0);
  client.close();
});

test("an unknown voice is refused with those there are, and changes nothing", async () => {
  const client = await ConversationClient.open(app.url, { voice: "sage" });
  const refused = await client.request("speech.set", { voice: "nobody", speech: false });
  expect(refused).toMatchObject({ ok: false, problem: { code: "invalid_payload" } });
  expect(JSON.stringify(refused)).toContain("alloy, ash");
  await client.ask("Tell me about caching");
  expect(asked()?.voice).toBe("sage");
  client.close();
  const other = await ConversationClient.connect(app.url);
  expect(await other.request("conversation.open", { voice: "nobody" })).toMatchObject({
    ok: false,
    problem: { code: "invalid_payload" },
  });
  other.close();
});

test("a text is spoken over REST with the voice and at the pace that are asked for", async () => {
  const speak = (body: object): Promise<Response> =>
    fetch(`${app.url}/api/voice/speak`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  const usual = await (await speak({ text: "It helps." })).arrayBuffer();
  const fast = await (await speak({ text: "It helps.", voice: "echo", rate: 2 })).arrayBuffer();
  expect(fast.byteLength).toBeLessThan(usual.byteLength * 0.6);
  expect(asked()).toMatchObject({ voice: "echo", speed: 2 });
  expect((await speak({ text: "It helps.", voice: "nobody" })).status).toBe(400);
  expect((await speak({ text: "It helps.", rate: 3 })).status).toBe(400);
});
