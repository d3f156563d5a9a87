import type { IncomingMessage, ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { setTimeout as delay } from "node:timers/promises";
import type { Mountable } from "@copilotkit/aimock";
import { z } from "zod";
import type { Fault, Pacing, SpeechTurn, TranscriptionTurn } from "./providerScript.ts";

const SPEECH_RATE = 24_000;
/** An odd number of bytes, so that samples are always torn between two chunks. */
const CHUNK_BYTES = 4_801;
/** People say about fifteen characters a second. */
const MS_A_CHARACTER = 65;

export interface TranscriptionEntry {
  at: number;
  endedAt: number | null;
  abandoned: boolean;
  authorization: string | null;
  model: string;
  responseFormat: string | null;
  prompt: string | null;
  language: string | null;
  /** The upload as it came, with its header. */
  file: { name: string; type: string; bytes: Uint8Array };
}

export interface SpeechEntry {
  at: number;
  firstByteAt: number | null;
  endedAt: number | null;
  /** The client hung up before the answer was complete. */
  abandoned: boolean;
  authorization: string | null;
  request: z.infer<typeof SpeechBody>;
  bytesSent: number;
}

const SpeechBody = z.object({
  model: z.string(),
  voice: z.string(),
  input: z.string(),
  response_format: z.string().optional(),
  instructions: z.string().optional(),
  speed: z.number().min(0.25).max(4).default(1),
});

interface AudioRoutes {
  mountable: Mountable;
  transcriptions: TranscriptionEntry[];
  speech: SpeechEntry[];
  nextTranscriptions: (...turns: readonly (string | TranscriptionTurn)[]) => void;
  nextSpeech: (...turns: readonly SpeechTurn[]) => void;
  leftovers: () => number;
}

/** `POST /v1/audio/speech` and `POST /v1/audio/transcriptions`, as OpenAI answers them. */
export function audioRoutes(
  pacing: Pacing,
  otherwise: (() => TranscriptionTurn) | undefined,
): AudioRoutes {
  const transcriptions: TranscriptionEntry[] = [];
  const speech: SpeechEntry[] = [];
  const transcriptionTurns: TranscriptionTurn[] = [];
  const speechTurns: SpeechTurn[] = [];

  async function transcribe(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const at = performance.now();
    const form = await readForm(request);
    const file = form.get("file");
    if (!file?.fileName) {
      sendError(response, 400, "file is required");
      return;
    }
    const entry: TranscriptionEntry = {
      at,
      endedAt: null,
      abandoned: false,
      authorization: request.headers.authorization ?? null,
      model: field(form, "model") ?? "",
      responseFormat: field(form, "response_format"),
      prompt: field(form, "prompt"),
      language: field(form, "language"),
      file: { name: file.fileName, type: file.type, bytes: file.bytes },
    };
    transcriptions.push(entry);
    watch(response, entry);
    const turn = transcriptionTurns.shift() ?? otherwise?.();
    if (!turn) {
      sendError(response, 404, "no transcription is scripted");
      return;
    }
    if (fail(response, turn.fault)) return;
    if (pacing.transcriptionMs) await delay(pacing.transcriptionMs);
    await turn.hold;
    const text = turn.text ?? "";
    const seconds = (entry.file.bytes.length - 44) / 32_000;
    const sure = { no_speech_prob: 0.01, avg_logprob: -0.15, compression_ratio: 1.2 };
    const segments = turn.segments ?? [{ id: 0, start: 0, end: seconds, text, ...sure }];
    const streams = field(form, "stream") === "true" && entry.model !== "whisper-1";
    if (streams && turn.isWhole !== true) {
      sendDeltas(response, text, turn.fault);
      return;
    }
    sendJson(
      response,
      entry.responseFormat === "verbose_json"
        ? { task: "transcribe", language: "english", duration: seconds, text, segments }
        : { text },
    );
  }

  async function speak(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const at = performance.now();
    const body = SpeechBody.safeParse(JSON.parse((await buffer(request)).toString("utf8")));
    if (!body.success) {
      sendError(response, 400, "this is no request for speech");
      return;
    }
    const entry: SpeechEntry = {
      at,
      firstByteAt: null,
      endedAt: null,
      abandoned: false,
      authorization: request.headers.authorization ?? null,
      request: body.data,
      bytesSent: 0,
    };
    speech.push(entry);
    watch(response, entry);
    const turn = speechTurns.shift() ?? {};
    if (fail(response, turn.fault)) return;
    if (pacing.speechFirstByteMs) await delay(pacing.speechFirstByteMs);
    response.writeHead(200, { "content-type": "audio/pcm" });
    const bytes = voice(
      (body.data.input.length * MS_A_CHARACTER) / body.data.speed,
      turn.silent ?? false,
    );
    for (let sent = 0; sent * CHUNK_BYTES < bytes.length; sent += 1) {
      if (turn.fault?.kind === "cut" && sent === turn.fault.afterChunks) {
        response.destroy();
        return;
      }
      if (turn.fault?.kind === "stall" && sent === turn.fault.afterChunks) return;
      if (sent === 1) await turn.hold;
      if (response.destroyed) return;
      const chunk = bytes.subarray(sent * CHUNK_BYTES, (sent + 1) * CHUNK_BYTES);
      entry.firstByteAt ??= performance.now();
      entry.bytesSent += chunk.length;
      if (!response.write(chunk)) await drained(response);
      const playsMs = (chunk.length / 2 / SPEECH_RATE) * 1000;
      await delay(pacing.speechSpeed ? playsMs / pacing.speechSpeed : 0);
    }
    response.end();
  }

  return {
    transcriptions,
    speech,
    mountable: {
      handleRequest: async (request, response, path) => {
        if (path === "/transcriptions") await transcribe(request, response);
        else if (path === "/speech") await speak(request, response);
        else return false;
        return true;
      },
    },
    nextTranscriptions: (...turns) => {
      transcriptionTurns.push(
        ...turns.map((turn) => (typeof turn === "string" ? { text: turn } : turn)),
      );
    },
    nextSpeech: (...turns) => {
      speechTurns.push(...turns);
    },
    leftovers: () => transcriptionTurns.length + speechTurns.length,
  };
}

/** Whether the fault has answered the request (or never will). */
function fail(response: ServerResponse, fault: Fault | undefined): boolean {
  switch (fault?.kind) {
    case undefined:
      return false;
    case "hang":
      return true;
    case "stall":
      return fault.afterChunks === 0;
    case "cut":
      if (fault.afterChunks === 0) response.destroy();
      return fault.afterChunks === 0;
    case "malformed":
      response.writeHead(200, { "content-type": "application/json" });
      response.end("{malformed json: <<<");
      return true;
    case "status": {
      const { status, retryAfter, code, param } = fault;
      if (retryAfter !== undefined) response.setHeader("retry-after", String(retryAfter));
      sendError(response, status, `scripted ${status}`, { code, param });
      return true;
    }
  }
}

function sendError(
  response: ServerResponse,
  status: number,
  message: string,
  more: Record<string, unknown> = {},
): void {
  response.statusCode = status;
  sendJson(response, { error: { message, type: "invalid_request_error", ...more } });
}

function sendJson(response: ServerResponse, body: unknown): void {
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify(body));
}

/** Word by word, as the models after Whisper do when they are asked to stream. */
function sendDeltas(response: ServerResponse, text: string, fault: Fault | undefined): void {
  const send = (event: object) => response.write(`data: ${JSON.stringify(event)}\n\n`);
  response.writeHead(200, { "content-type": "text/event-stream" });
  for (const delta of text.split(/(?= )/)) send({ type: "transcript.text.delta", delta });
  if (fault?.kind !== "cut") send({ type: "transcript.text.done", text });
  response.end();
}

function watch(
  response: ServerResponse,
  entry: { endedAt: number | null; abandoned: boolean },
): void {
  response.on("close", () => {
    entry.endedAt = performance.now();
    entry.abandoned = !response.writableFinished;
  });
}

interface Part {
  name: string;
  fileName: string | null;
  type: string;
  bytes: Buffer;
}

/** The parts of a multipart upload by their names. */
async function readForm(request: IncomingMessage): Promise<Map<string, Part>> {
  const boundary = /boundary="?([^";]+)/.exec(request.headers["content-type"] ?? "")?.[1] ?? "";
  const body = Buffer.concat([Buffer.from("\r\n"), await buffer(request)]);
  const mark = Buffer.from(`\r\n--${boundary}`);
  const parts = new Map<string, Part>();
  for (let at = body.indexOf(mark); at >= 0;) {
    const from = at + mark.length;
    const next = body.indexOf(mark, from);
    if (next < 0) break;
    const end = body.indexOf("\r\n\r\n", from);
    const head = body.toString("utf8", from, end);
    const name = /\bname="([^"]*)"/.exec(head)?.[1] ?? "";
    const fileName = /\bfilename="([^"]*)"/.exec(head)?.[1] ?? null;
    const type = /^content-type:\s*(\S+)/im.exec(head)?.[1] ?? "";
    parts.set(name, { name, fileName, type, bytes: body.subarray(end + 4, next) });
    at = next;
  }
  return parts;
}

function field(form: ReadonlyMap<string, Part>, name: string): string | null {
  return form.get(name)?.bytes.toString("utf8") ?? null;
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    response.once("drain", resolve);
    response.once("close", resolve);
  });
}

/** A tone that swells and fades like syllables, as bytes of 16-bit samples; or as much silence. */
function voice(durationMs: number, silent: boolean): Uint8Array {
  const samples = new Int16Array(Math.round((durationMs / 1000) * SPEECH_RATE));
  if (!silent) {
    for (let at = 0; at < samples.length; at += 1) {
      const seconds = at / SPEECH_RATE;
      const swell = 0.55 - 0.45 * Math.cos(2 * Math.PI * 4 * seconds);
      samples[at] = Math.round(9_000 * swell * Math.sin(2 * Math.PI * 180 * seconds));
    }
  }
  return new Uint8Array(samples.buffer);
}
