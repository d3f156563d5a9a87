import { createServer } from "node:net";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { ConversationClient } from "./support/conversationClient.ts";
import { prepareTestDatabase, temporaryFolder, testServer } from "./support/database.ts";
import { startProvider } from "./support/provider.ts";
import {
  ServerProcess,
  startServer,
  type Environment,
  type TestServer,
} from "./support/serverProcess.ts";
import { tell } from "./support/tell.ts";

/** What a process said on standard error that could not start. */
async function refusal(environment: Environment): Promise<string> {
  const server = new ServerProcess(environment);
  const ending = await server.ended();
  expect({ ...ending, output: server.output }).toMatchObject({ code: 1, signal: null });
  return server.stderr;
}

/** One line that names everything it should, and no trace of our own insides. */
function expectOneLine(text: string, ...parts: (string | RegExp)[]): void {
  expect(text).toMatch(/^[^\n]+\n$/);
  for (const part of parts) expect(text).toMatch(part);
  expect(text).not.toMatch(/\bat .*\.ts:\d+|^\w*Error:/);
}

async function emptyFolder(): Promise<string> {
  const folder = await temporaryFolder();
  onTestFinished(folder.remove);
  return folder.path;
}

describe("a start that cannot be: one line that says what to do, and exit code 1", () => {
  test.for([
    ["PORT", "abc", /"abc".*0 to 65535/],
    ["PLANNING_TEMPERATURE", "9", /"9".*0 to 2/],
    ["DATABASE_URL", "foo", /postgresql:\/\//],
  ] as const)("a wrong value: %s=%s", async ([name, value, allowed]) => {
    const text = await refusal({ DATA_DIR: await emptyFolder(), [name]: value });
    expectOneLine(text, name, allowed);
  });

  test("a database server that is not there", async () => {
    const text = await refusal({ DATABASE_URL: "postgresql://me:hunter2@127.0.0.1:1/x" });
    expectOneLine(text, "127.0.0.1");
    expect(text).not.toContain("hunter2");
  });

  test("a DATA_DIR that is a file, or lies in one", async () => {
    const file = join(await emptyFolder(), "file");
    await writeFile(file, "");
    expectOneLine(await refusal({ DATA_DIR: file }), "DATA_DIR", file);
    expectOneLine(await refusal({ DATA_DIR: join(file, "data") }), "DATA_DIR", file);
  });

  test("a port that is taken", async () => {
    const { address, remove } = await prepareTestDatabase();
    onTestFinished(remove);
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    onTestFinished(() => void other.close());
    const bound = other.address();
    const port = typeof bound === "object" && bound ? String(bound.port) : "";
    const text = await refusal({ DATA_DIR: address.dataDir, PORT: port, LOG_LEVEL: "warn" });
    expectOneLine(text, port, "PORT", /taken/);
  });

  // A server is made for many processes; it is the embedded database that is one process's own.
  if (testServer === null) {
    test("a second process on the same embedded database", async () => {
      const first = await startServer();
      onTestFinished(() => first.remove());
      const text = await refusal(first.environment);
      expectOneLine(text, new RegExp(`\\b${first.process.pid}\\b`), "DATA_DIR");
      expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
    });
  }
});

describe("an end that is asked for", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.process.kill().then(() => server.remove().catch(() => undefined)));

  test.for(["SIGTERM", "SIGINT"] as const)(
    "%s ends an idle server with exit code 0",
    async (signal) => {
      const { ms, ...ending } = await server.process.stop(signal);
      tell(`${signal}, idle: ${ms.toFixed(0)} ms`);
      expect(ending).toEqual({ code: 0, signal: null });
      await server.restart();
    },
  );

  test("in the middle of a reply it ends too, and the reply is made after the next start", async () => {
    const client = await ConversationClient.open(server.url);
    const messageId = await client.say("help");
    await client.when("the first frame of the reply", () => client.audio[0]);
    const { ms, ...ending } = await server.process.stop();
    tell(`SIGTERM, while speaking: ${ms.toFixed(0)} ms`);
    expect(ending).toEqual({ code: 0, signal: null });
    expect(ms).toBeLessThan(10_000);
    await server.restart();

    const again = await ConversationClient.open(server.url, { conversationId: client.id });
    await again.when("a completed reply", () =>
      again
        .all("reply.started")
        .filter((event) => event.sourceId === messageId)
        .map(({ replyId }) => again.all("reply.ended").find((end) => end.replyId === replyId))
        .find((end) => end?.outcome === "completed"),
    );
    again.close();
  });
});

test("TEST_MODE=true talks to nobody, whatever keys are set", async () => {
  const provider = await startProvider();
  onTestFinished(() => provider.close());
  const server = await startServer({
    TEST_MODE: "true",
    OPENAI_API_KEY: "sk-test",
    OPENAI_BASE_URL: provider.baseUrl,
    ROUTER_API_KEY: "sk-test",
    ROUTER_BASE_URL: provider.baseUrl,
  });
  onTestFinished(() => server.remove());
  const client = await ConversationClient.open(server.url);
  const reply = await client.ask("I want to add CSV export to the billing portal");
  expect(reply).toMatchObject({ outcome: "completed" });
  expect(client.audio.length).toBeGreaterThan(0);
  client.close();
  const { chats, transcriptions, speech } = provider.journal;
  expect([...chats, ...transcriptions, ...speech]).toEqual([]);
});
