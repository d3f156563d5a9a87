import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { nowMs } from "./clock.ts";
import { EventLoopLag } from "./eventLoopLag.ts";
import { findMark, findName, heardWords, nameOf, replyWords } from "./marks.ts";
import type { Exchange, FromProvider, ToProvider } from "./messages.ts";
import { DELAYS, FIRST_SENTENCE_MS } from "./providerDelays.ts";

/*
 * A process that stands in for the provider: OpenAI's protocol over HTTP with fixed delays. It notes
 * when what was asked, and costs next to nothing, for it shares the machine with what is measured.
 */

const SPEECH_RATE = 24_000;
/** People say about fifteen characters a second. */
const MS_A_CHARACTER = 65;
const PIECE_MS = 100;
const PIECE_BYTES = (SPEECH_RATE * 2 * PIECE_MS) / 1000;

const Chat = z.object({
  messages: z.array(z.object({ role: z.string(), content: z.unknown() })),
});
const Speech = z.object({ input: z.string() });

const exchanges: Exchange[] = [];
const lag = new EventLoopLag();
const piece = tone(PIECE_BYTES);

function tone(bytes: number): Buffer {
  const samples = new Int16Array(bytes / 2);
  for (let at = 0; at < samples.length; at += 1) {
    samples[at] = Math.round(4000 * Math.sin((2 * Math.PI * 240 * at) / SPEECH_RATE));
  }
  return Buffer.from(samples.buffer);
}

/** Sleeps until a moment rather than for a while: late timers do not add up. */
async function until(momentMs: number): Promise<void> {
  const ms = momentMs - nowMs();
  if (ms > 0) await delay(ms);
}

function note(role: Exchange["role"], name: string | null, at: number): Exchange {
  const exchange: Exchange = { role, name, at, usefulAt: null, abandoned: false };
  exchanges.push(exchange);
  return exchange;
}

async function transcribe(body: Buffer, response: ServerResponse, at: number): Promise<void> {
  const mark = findMark(body);
  const exchange = note("transcription", mark && nameOf(mark.id), at);
  watch(response, exchange);
  const text = mark ? heardWords(mark) : "That was not part of the measurement.";
  await until(at + DELAYS.transcriptionMs);
  exchange.usefulAt = nowMs();
  const sure = { no_speech_prob: 0.01, avg_logprob: -0.1, compression_ratio: 1.1 };
  const segments = [{ id: 0, start: 0, end: 2, text, ...sure }];
  sendJson(response, { task: "transcribe", language: "english", duration: 2, text, segments });
}

async function chat(body: Buffer, response: ServerResponse, at: number): Promise<void> {
  const { messages } = Chat.parse(JSON.parse(body.toString("utf8")));
  const asked = messages.findLast(({ role }) => role === "user")?.content;
  const name = findName(typeof asked === "string" ? asked : JSON.stringify(asked));
  const exchange = note("chat", name, at);
  watch(response, exchange);
  response.writeHead(200, { "content-type": "text/event-stream" });
  let sent = 0;
  for (const content of replyWords(name ?? "unnamed")) {
    const afterMs = DELAYS.chatFirstTokenMs + sent * DELAYS.chatTokenMs;
    await until(at + afterMs);
    if (response.destroyed) return;
    response.write(chunk({ content }, null));
    sent += 1;
    if (afterMs === FIRST_SENTENCE_MS) exchange.usefulAt = nowMs();
  }
  response.end(`${chunk({}, "stop")}data: [DONE]\n\n`);
}

function chunk(delta: object, finish_reason: string | null): string {
  const choices = [{ index: 0, delta, finish_reason }];
  const whole = { id: "bench", object: "chat.completion.chunk", created: 0, model: "bench" };
  return `data: ${JSON.stringify({ ...whole, choices })}\n\n`;
}

async function speak(body: Buffer, response: ServerResponse, at: number): Promise<void> {
  const { input } = Speech.parse(JSON.parse(body.toString("utf8")));
  const exchange = note("speech", findName(input), at);
  watch(response, exchange);
  await until(at + DELAYS.speechFirstByteMs);
  response.writeHead(200, { "content-type": "audio/pcm" });
  const pieces = Math.ceil((input.length * MS_A_CHARACTER) / PIECE_MS);
  for (let sent = 0; sent < pieces; sent += 1) {
    await until(at + DELAYS.speechFirstByteMs + (sent * PIECE_MS) / DELAYS.speechSpeed);
    if (response.destroyed) return;
    exchange.usefulAt ??= nowMs();
    if (!response.write(piece))
      await Promise.race([once(response, "drain"), once(response, "close")]);
  }
  response.end();
}

function watch(response: ServerResponse, exchange: Exchange): void {
  response.on("close", () => {
    exchange.abandoned = !response.writableFinished;
  });
}

function sendJson(response: ServerResponse, value: object): void {
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(value));
}

const routes: Record<string, typeof transcribe> = {
  "/v1/audio/transcriptions": transcribe,
  "/v1/chat/completions": chat,
  "/v1/audio/speech": speak,
};

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const at = nowMs();
  const body = await buffer(request);
  const route = routes[request.url ?? ""];
  if (route) await route(body, response, at);
  else response.writeHead(404).end();
}

function tell(message: FromProvider): void {
  process.send?.(message);
}

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  serve(request, response).catch((error: unknown) => {
    console.error("The emulated provider failed:", error);
    response.destroy();
  });
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("The provider has no port.");
  tell({ type: "ready", baseUrl: `http://127.0.0.1:${address.port}/v1` });
});
process.on("message", (_: ToProvider) => {
  tell({ type: "journal", exchanges, lagMs: lag.p99Ms });
});
process.on("disconnect", () => process.exit(0));
