import { expect, onTestFinished, test } from "vitest";
import { ConversationClient } from "./support/conversationClient.ts";
import { providerVariables } from "./support/emulated.ts";
import { startProvider } from "./support/provider.ts";
import { startServer } from "./support/serverProcess.ts";
import { framesOf, voiceLike } from "./support/speech.ts";

test("a recogniser that streams shows the words so far, and then the whole", async () => {
  const provider = await startProvider({
    chat: () => ({ text: "Caching helps here." }),
    transcription: () => ({ text: "Tell me about caching." }),
  });
  onTestFinished(() => provider.close());
  const variables = { ...providerVariables(provider), TRANSCRIPTION_MODEL: "gpt-4o-transcribe" };
  const server = await startServer(variables);
  onTestFinished(() => server.remove());
  const client = await ConversationClient.open(server.url, { speech: false });
  const id = await client.utter(framesOf(voiceLike(640)));
  await client.answerTo(id);
  const shown = client.all("transcript").map(({ text, final }) => ({ text, final }));
  expect(shown.at(0)).toEqual({ text: "Tell", final: false });
  expect(shown.filter(({ final }) => final)).toEqual([shown.at(-1)]);
  expect(shown.at(-1)).toEqual({ text: "Tell me about caching.", final: true });
  client.close();
});
