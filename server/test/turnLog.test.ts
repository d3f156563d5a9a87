import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { ConversationClient } from "./support/conversationClient.ts";
import { providerVariables } from "./support/emulated.ts";
import { startProvider } from "./support/provider.ts";
import { startServer, type Environment } from "./support/serverProcess.ts";
import { framesOf, voiceLike } from "./support/speech.ts";

const Line = z.looseObject({ msg: z.string() });

/** Says something to a server that was started with these variables; resolves with the line about it. */
async function turnLine(variables: Environment) {
  const provider = await startProvider({
    chat: () => ({ text: "Caching helps here." }),
    transcription: () => ({ text: "Tell me about caching." }),
  });
  onTestFinished(() => provider.close());
  const server = await startServer({ ...providerVariables(provider), ...variables });
  onTestFinished(() => server.remove());
  const client = await ConversationClient.open(server.url, { speech: false });
  const utteranceId = await client.utter(framesOf(voiceLike(640)));
  const { replyId } = await client.answerTo(utteranceId);
  client.close();
  const lines = () =>
    server.process.output.split("\n").flatMap((line) => {
      if (!line.startsWith("{")) return [];
      return [Line.parse(JSON.parse(line))];
    });
  await expect.poll(() => lines().some(({ msg }) => msg === "Turn")).toBe(true);
  const line = lines().find(({ msg }) => msg === "Turn");
  const ids = { conversationId: client.id, sourceId: utteranceId, utteranceId, replyId };
  return { line, ids, output: server.process.output };
}

test("a line of the log names the turn by all its ids, and keeps what was said to itself", async () => {
  const { line, ids, output } = await turnLine({ LOG_LEVEL: "info" });
  expect(line).toMatchObject(ids);
  expect(line?.timings).toBeDefined();
  expect(output).not.toMatch(/caching/i);
});

test("with LOG_SPEECH it says what was said", async () => {
  const { line } = await turnLine({ LOG_LEVEL: "info", LOG_SPEECH: "true" });
  expect(line).toMatchObject({
    transcript: "Tell me about caching.",
    text: "Caching helps here.",
  });
});
