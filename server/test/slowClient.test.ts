import { afterAll, beforeAll, expect, test } from "vitest";
import { ConversationClient } from "./support/conversationClient.ts";
import { useEmulatedServer } from "./support/emulated.ts";
import { StallingLine } from "./support/stallingLine.ts";

/** As long as a message may be. */
const HUGE = "Tell me more about caching. ".repeat(700).trim();

const app = useEmulatedServer({ chat: () => ({ text: "It helps." }) });
let line: StallingLine;
beforeAll(async () => {
  line = await StallingLine.to(app.url);
});
afterAll(() => line.close());

test("a connection that takes nothing more is let go, and has missed nothing when it is back", async () => {
  const talker = await ConversationClient.open(app.url, { speech: false });
  const { id: conversationId } = talker;
  for (let count = 0; count < 15; count += 1) await talker.ask(HUGE);
  const slow = await ConversationClient.open(line.url, { conversationId, speech: false });

  line.stall();
  // It asks for everything again and again, and takes none of it. Each answer is on its way when somebody
  // who asks for the same after it has theirs: while one is made, the next question would replace it.
  const again = { conversationId, speech: false };
  const prompt = await ConversationClient.open(app.url, again);
  for (let count = 0; count < 60; count += 1) {
    slow.emit("conversation.open", again).catch(() => null);
    await prompt.open(again);
  }
  prompt.close();
  await talker.ask("Is it still there?");

  line.resume();
  await slow.when("its end", () => (slow.isConnected ? undefined : true));
  expect(slow.closedBecause).toMatchObject({ code: "unavailable", retryable: true });
  const back = await ConversationClient.open(app.url, { ...again, afterSeq: slow.lastSeq });
  expect([...slow.events, ...back.events]).toEqual(talker.events);
  back.close();
  slow.close();
  talker.close();
});
