import {
  INPUT_SAMPLE_RATE,
  MAX_UTTERANCE_MS,
  SpeechRate,
  Text,
  VoiceName,
} from "@voiceplan/protocol";
import { Router, type Response } from "express";
import { z } from "zod";
import type { SpeechToText } from "../engines/stt/port.ts";
import type { TextToSpeech } from "../engines/tts/port.ts";
import { decodeAudio, findFfmpeg } from "../lib/ffmpeg.ts";
import { parseRequest } from "../lib/parseRequest.ts";
import { bytesOf, samplesOf, wavHeader } from "../lib/pcm.ts";
import { Problem } from "../lib/problem.ts";
import type { Projects } from "../planning/projects.ts";

export interface VoiceServices {
  ownerId: string;
  projects: Projects;
  /** Null: nothing here recognises speech. */
  stt: SpeechToText | null;
  /** Null: nothing here speaks. */
  tts: TextToSpeech | null;
  /** Where ffmpeg may be: a path that was configured, and the folders of PATH. */
  ffmpeg: { configured: string | undefined; path: string };
}

const SpeakRequest = z.object({
  text: Text().trim().min(1).max(4096),
  voice: VoiceName.optional(),
  rate: SpeechRate.optional(),
});

/** `/api/voice`. */
export function voiceRoutes(services: VoiceServices): Router {
  const { ownerId, projects, stt, tts, ffmpeg } = services;
  const router = Router();

  // The body is the recording itself, in any container that ffmpeg reads.
  router.post("/transcribe", async (request, response) => {
    if (!stt) throw new Problem("no_recogniser", "Nothing on this server recognises speech.");
    if (request.is("multipart/*") || request.is("application/json")) {
      throw new Problem("unsupported_media", "Send the recording itself as the body.");
    }
    const signal = whileOpen(response);
    const program = await findFfmpeg(ffmpeg.configured, ffmpeg.path);
    const pieces: Uint8Array[] = [];
    const options = { ffmpeg: program, longestMs: MAX_UTTERANCE_MS, signal };
    for await (const samples of decodeAudio(request, options)) pieces.push(bytesOf(samples));
    const audio = samplesOf(Buffer.concat(pieces));
    const names = (await projects.list(ownerId)).map(({ name }) => name);
    const vocabulary = { projects: names, terms: [] };
    const { hypotheses, understood } = await stt.transcribe({ audio, vocabulary, signal });
    const durationMs = Math.round((audio.length / INPUT_SAMPLE_RATE) * 1000);
    response.json({ text: hypotheses[0]?.text ?? "", understood, hypotheses, durationMs });
  });

  router.post("/speak", async (request, response) => {
    const speech = parseRequest(SpeakRequest, request.body);
    if (!tts) throw new Problem("no_voice", "This server has no voice.");
    const pieces: Uint8Array[] = [];
    for await (const samples of tts.synthesize({ ...speech, signal: whileOpen(response) })) {
      pieces.push(bytesOf(samples));
    }
    const audio = Buffer.concat(pieces);
    const header = wavHeader(audio.byteLength, tts.sampleRate);
    response.type("audio/wav").send(Buffer.concat([header, audio]));
  });
  return router;
}

/** Aborted when the client goes away before it has its answer. */
function whileOpen(response: Response): AbortSignal {
  const gone = new AbortController();
  response.on("close", () => gone.abort(new DOMException("The client is gone.", "AbortError")));
  return gone.signal;
}
