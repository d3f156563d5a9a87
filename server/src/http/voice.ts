import { Id, RecordingTranscript, SpeechRate, Text, VoiceName } from "@voiceplan/protocol";
import { z } from "zod";
import type { TextToSpeech } from "../engines/tts/port.ts";
import { refuseTooLarge } from "../lib/ffmpeg.ts";
import { bytesOf, wavHeader } from "../lib/pcm.ts";
import { Problem } from "../lib/problem.ts";
import type { Recordings } from "../recordings/recordings.ts";
import { EventStream } from "./eventStream.ts";
import { operation, type Operation, type OperationGroup } from "./operation.ts";
import { uploadedFile } from "./uploadedFile.ts";
import { whileOpen } from "./whileOpen.ts";

export interface VoiceServices {
  ownerId: string;
  recordings: Recordings;
  /** Null: nothing here speaks. */
  tts: TextToSpeech | null;
}

const TranscribeQuery = z.object({
  /** Makes what is said a message of a new conversation. */
  conversation: z
    .enum(["true", "false"])
    .default("false")
    .transform((flag) => flag === "true"),
  projectId: Id.optional(),
});

const SpeakRequest = z.object({
  text: Text().trim().min(1).max(4096),
  voice: VoiceName.optional(),
  rate: SpeechRate.optional(),
});

/** `/api/voice`: speech into words, and words into speech. */
export function voiceOperations(services: VoiceServices): OperationGroup {
  return {
    path: "/api/voice",
    tag: "voice",
    operations: [transcribeOperation(services), speakOperation(services)],
  };
}

/** Of a form, where the recording comes in one. */
const FIELD = "file";

/** The recording is the body itself, or in a form, in any container that ffmpeg reads. */
function transcribeOperation({ ownerId, recordings }: VoiceServices): Operation {
  return operation({
    method: "post",
    path: "/transcribe",
    summary:
      "Turns a recording into words, and into a conversation where that is asked for, or streams how far it is.",
    query: TranscribeQuery,
    upload: { media: "audio/*", field: FIELD },
    answer: RecordingTranscript,
    media: ["text/event-stream"],
    async run({ query: { conversation, projectId }, request, response }) {
      if (request.is("application/json")) {
        throw new Problem(
          "unsupported_media",
          "Send the recording itself as the body, or in a form.",
        );
      }
      refuseTooLarge(Number(request.headers["content-length"] ?? 0));
      const recording = await uploadedFile(request, FIELD);
      const steps = recordings.listen(ownerId, recording, whileOpen(response));
      const whole = async (transcript: RecordingTranscript): Promise<RecordingTranscript> => {
        if (!conversation || transcript.text === "") return transcript;
        const conversationId = await recordings.converse(ownerId, transcript.text, projectId);
        return { ...transcript, conversationId };
      };
      if (request.accepts("application/json", "text/event-stream") === "application/json") {
        return whole(await lastOf(steps));
      }
      await stream(steps, whole, new EventStream(response));
      return undefined;
    },
  });
}

function speakOperation({ tts }: VoiceServices): Operation {
  return operation({
    method: "post",
    path: "/speak",
    summary: "Says a text aloud.",
    body: SpeakRequest,
    media: ["audio/wav"],
    async run({ body, response }) {
      if (!tts) throw new Problem("no_voice", "This server has no voice.");
      const pieces: Uint8Array[] = [];
      for await (const samples of tts.synthesize({ ...body, signal: whileOpen(response) })) {
        pieces.push(bytesOf(samples));
      }
      const audio = Buffer.concat(pieces);
      const header = wavHeader(audio.byteLength, tts.sampleRate);
      response.type("audio/wav").send(Buffer.concat([header, audio]));
      return undefined;
    },
  });
}

type Steps = ReturnType<Recordings["listen"]>;

async function lastOf(steps: Steps): Promise<RecordingTranscript> {
  for (;;) {
    const step = await steps.next();
    if (step.done) return step.value;
  }
}

/** Every step by its type, then `done` with the transcript, or `problem`. */
async function stream(
  steps: Steps,
  whole: (transcript: RecordingTranscript) => Promise<RecordingTranscript>,
  events: EventStream,
): Promise<void> {
  try {
    for (;;) {
      const step = await steps.next();
      if (step.done) {
        await events.send("done", await whole(step.value));
        break;
      }
      const { type, ...data } = step.value;
      await events.send(type, data);
    }
  } catch (error) {
    await events.send("problem", Problem.from(error).toWire());
  }
  events.end();
}
