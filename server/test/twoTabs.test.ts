import { expect, test } from "vitest";
import { ConversationClient } from "./support/conversationClient.ts";
import { useEmulatedServer } from "./support/emulated.ts";
import { framesOf, voiceLike } from "./support/speech.ts";

const LONG = Array.from({ length: 3 }, (_, at) => `This is number ${at} of some sentences.`).join(
  " ",
);
const app = useEmulatedServer({
  chat: ({ messages }) => ({
    text: /brief/.test(JSON.stringify(messages.at(-1))) ? "It helps." : LONG,
  }),
  pacing: { chatTokenMs: 5, speechSpeed: 20 },
});

test("two tabs see the same, and replies are spoken to the one that was used last", async () => {
  const first = await ConversationClient.open(app.url);
  const second = await ConversationClient.open(app.url, { conversationId: first.id });
  const spokenTo = async (ask: () => Promise<string>): Promise<string[]> => {
    const before = [first.audio.length, second.audio.length];
    await first.answerTo(await ask());
    await second.when("the same events", () =>
      second.lastSeq >= first.lastSeq ? true : undefined,
    );
    return ["first", "second"].filter((_, at) => [first, second][at]?.audio.length !== before[at]);
  };
  const type = (tab: ConversationClient) => () => tab.say("Be brief about caching");
  expect(await spokenTo(type(second))).toEqual(["second"]);
  expect(await spokenTo(type(first))).toEqual(["first"]);
  expect(await spokenTo(type(second))).toEqual(["second"]);
  app.provider.nextTranscriptions("Be brief about queues");
  expect(await spokenTo(() => first.utter(framesOf(voiceLike(600))))).toEqual(["first"]);
  expect(second.events).toEqual(first.events);
  first.close();
  second.close();
});

test("a reply goes on in the tab that it began in, and in the other one when that is closed", async () => {
  const first = await ConversationClient.open(app.url);
  const sourceId = await first.say("Tell me about caching");
  await first.when("audio", () => first.audio[0]);
  const second = await ConversationClient.open(app.url, { conversationId: first.id });
  const heardBefore = first.audio.length;
  await first.when("more", () => (first.audio.length > heardBefore ? true : undefined));
  expect(second.audio).toEqual([]);
  first.close();
  await second.answerTo(sourceId);
  expect(second.audio.length).toBeGreaterThan(0);
  second.close();
});
