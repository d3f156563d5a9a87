import { expect, test } from "vitest";
import { OpenAiChat } from "./chat/openai.ts";
import { rehearse } from "./rehearsal.ts";
import { OpenAiSpeechToText } from "./stt/openai.ts";
import { OpenAiTextToSpeech } from "./tts/openai.ts";

test("each role is gone through to its end, with a provider on this machine", async () => {
  const providers: string[] = [];
  await rehearse((provider) => {
    providers.push(provider.baseUrl ?? "");
    return {
      stt: new OpenAiSpeechToText(provider),
      chat: new OpenAiChat({ ...provider, temperature: 0, maxTokens: 1 }),
      tts: new OpenAiTextToSpeech({ ...provider, voice: "rehearsal" }),
    };
  });
  expect(providers).toEqual([expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/v1$/)]);
});
