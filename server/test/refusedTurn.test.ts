import { ChatAnswer, HttpProblem, Session } from "@voiceplan/protocol";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createLog } from "../src/lib/log.ts";
import { openStore } from "../src/store/open.ts";
import { ConversationClient } from "./support/conversationClient.ts";
import { getJson } from "./support/rest.ts";
import { startServer, type TestServer } from "./support/serverProcess.ts";

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.remove());

/** From now on the database refuses the end of a reply, so many times. */
async function refuseEnds(times: number): Promise<void> {
  await server.process.stop();
  const { db, close } = await openStore({ ...server.address, log: createLog("silent") });
  // A sequence goes on counting where the transaction is undone.
  await db.$executeRawUnsafe("CREATE SEQUENCE refusals");
  await db.$executeRawUnsafe(`
    CREATE FUNCTION refuse() RETURNS TRIGGER LANGUAGE plpgsql AS $$
    BEGIN
      IF nextval('refusals') <= ${times} THEN RAISE 'refused'; END IF;
      RETURN NEW;
    END $$`);
  await db.$executeRawUnsafe(`
    CREATE TRIGGER refuse BEFORE INSERT ON conversation_events
      FOR EACH ROW WHEN (NEW.event->>'outcome' = 'completed') EXECUTE FUNCTION refuse()`);
  await close();
  await server.restart();
}

function chat(message: string, sessionId?: string): Promise<Response> {
  return fetch(new URL("/api/planning/chat", server.url), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ message, sessionId }),
  });
}

test("a turn that the database refuses is done again, and whoever waits gets its answer", async () => {
  await refuseEnds(1);
  const client = await ConversationClient.open(server.url, { speech: false });
  const said = await chat("show my projects", client.id);
  expect(said.status).toBe(200);
  const { response } = ChatAnswer.parse(await said.json());
  expect(response).toContain("no projects");
  await expect.poll(() => client.all("reply.ended")).toHaveLength(2);
  expect(client.all("reply.ended")).toMatchObject([
    { outcome: "failed" },
    { outcome: "completed", text: response },
  ]);
  client.close();
});

test("where it refuses it again, that is a problem, and the next turn works", async () => {
  await refuseEnds(2);
  const client = await ConversationClient.open(server.url, { speech: false });
  const said = await chat("show my projects", client.id);
  expect(said.status).toBe(500);
  const { detail, retryable } = HttpProblem.parse(await said.json());
  expect({ detail, retryable }).toEqual({
    detail: "The answer could not be kept. Say it again.",
    retryable: true,
  });
  expect((await chat("show my projects", client.id)).status).toBe(200);
  const { messages } = await getJson(server.url, `/api/planning/sessions/${client.id}`, Session);
  expect(messages.map(({ role }) => role)).toEqual(["user", "user", "assistant"]);
  client.close();
});
