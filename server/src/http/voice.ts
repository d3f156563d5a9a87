import { Text } from "@voiceplan/protocol";
import { Router } from "express";
import { parseRequest } from "../lib/parseRequest.ts";
import { z } from "zod";
import type { TextToSpeech } from "../engines/tts/port.ts";
import { bytesOf, wavHeader } from "../lib/pcm.ts";
import { Problem } from "../lib/problem.ts";

export interface VoiceServices {
  tts: TextToSpeech | null;
}

const SpeakRequest = z.object({ text: Text().trim().min(1).max(4096) });

/** `/api/voice`. */
export function voiceRoutes({ tts }: VoiceServices): Router {
  const router = Router();
  router.post("/speak", async (request, response) => {
    const { text } = parseRequest(SpeakRequest, request.body);
    if (!tts) throw new Problem("no_voice", "This server has no voice.");
    const gone = new AbortController();
    response.on("close", () => gone.abort(new DOMException("The client is gone.", "AbortError")));
    const pieces: Uint8Array[] = [];
    for await (const samples of tts.synthesize({ text, signal: gone.signal })) {
      pieces.push(bytesOf(samples));
    }
    const audio = Buffer.concat(pieces);
    response
      .type("audio/wav")
      .send(Buffer.concat([wavHeader(audio.byteLength, tts.sampleRate), audio]));
  });
  return router;
}
