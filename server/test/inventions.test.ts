import { describe, expect, test, vi } from "vitest";
import { audioClips, clipNamed, clipSamples } from "./support/audioFixtures.ts";
import { ConversationClient } from "./support/conversationClient.ts";
import { useEmulatedServer } from "./support/emulated.ts";
import type { TranscriptionTurn } from "./support/providerScript.ts";
import { framesOf } from "./support/speech.ts";

// The first doubtful utterance starts the thread that listens too, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const INVENTION = "Thank you for watching.";

/** What whisper-1 answers, and how sure it is. */
const heard = (text: string, noSpeech: number, logprob: number): TranscriptionTurn => ({
  text,
  segments: [
    {
      id: 0,
      start: 0,
      end: 1,
      text,
      no_speech_prob: noSpeech,
      avg_logprob: logprob,
      compression_ratio: 1,
    },
  ],
});

let answer = heard(INVENTION, 0.01, -0.15);
const app = useEmulatedServer({
  chat: () => ({ text: "That is a good beginning." }),
  transcription: () => answer,
});
const noises = audioClips.filter(({ kind }) => kind === "noise");

/** The words, as quiet as somebody far from the microphone, in what the microphone hears besides. */
function quietly(file: string, noise: string): Int16Array {
  const background = clipNamed(noise);
  return clipNamed(file).map(
    (sample, at) => sample * 0.06 + (background[at % background.length] ?? 0) * 0.01,
  );
}

describe.each([
  ["that it doubts itself", 0.7, -1.2],
  ["with little to say for it", 0.4, -0.8],
  ["as if it were sure", 0.01, -0.15],
])("what Whisper invents %s", (_, noSpeech, logprob) => {
  test("on silence, hums, clicks and noise is no message", async () => {
    answer = heard(INVENTION, noSpeech, logprob);
    const client = await ConversationClient.open(app.url, { speech: false });
    for (const clip of noises) {
      const id = await client.utter(framesOf(clipSamples(clip)));
      const { text } = await client.until("transcript", ({ utteranceId }) => utteranceId === id);
      expect(text, clip.file).toBe("");
    }
    expect(client.all("message")).toEqual([]);
    client.close();
  });
});

describe("somebody who speaks quietly in noise", () => {
  test.each([
    ["is heard", "The weather is lovely today.", 0.01, -0.15],
    ["is heard although Whisper is not sure", "The weather is lovely today.", 0.4, -1],
    ["may say what Whisper invents", INVENTION, 0.01, -0.15],
  ])("%s", async (_, text, noSpeech, logprob) => {
    answer = heard(text, noSpeech, logprob);
    const client = await ConversationClient.open(app.url, { speech: false });
    for (const noise of ["noise.wav", "fan.wav", "keyboard.wav"]) {
      const audio = quietly("the-weather-is-lovely-today.slt.wav", noise);
      const id = await client.utter(framesOf(audio));
      await client.answerTo(id);
      const { message } = await client.until("message", (event) => event.message.id === id);
      expect(message.content, noise).toBe(text);
    }
    client.close();
  });
});
