import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { ChatModel } from "./chat/port.ts";
import type { OpenAiConnection } from "./openai.ts";
import type { SpeechToText } from "./stt/port.ts";
import type { TextToSpeech } from "./tts/port.ts";

/** Who plays each role with a provider. */
export interface Cast {
  stt: SpeechToText;
  chat: ChatModel;
  tts: TextToSpeech;
}

/** It is only for speed. */
const LIMIT_MS = 5000;

const chunk = {
  ...{ id: "rehearsal", object: "chat.completion.chunk", created: 0, model: "rehearsal" },
  choices: [{ index: 0, delta: { content: "Hello." }, finish_reason: "stop" }],
};
/** What is answered by the end of the address. */
const answers = new Map([
  ["transcriptions", ["application/json", JSON.stringify({ text: "Hello." })]],
  ["completions", ["text/event-stream", `data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`]],
  ["speech", ["audio/pcm", "\0".repeat(4800)]],
]);

/**
 * Goes once through what a turn asks of a provider, with a provider of our own that answers at once and
 * is gone afterwards: the code for it is loaded and compiled before somebody waits for it.
 */
export async function rehearse(cast: (provider: OpenAiConnection) => Cast): Promise<void> {
  const provider = createServer(answer);
  const listening = Promise.withResolvers<void>();
  provider.once("error", listening.reject);
  provider.listen(0, "127.0.0.1", () => listening.resolve());
  await listening.promise;
  const address = provider.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const { stt, chat, tts } = cast({ baseUrl: `http://127.0.0.1:${port}/v1`, model: "rehearsal" });
  const signal = AbortSignal.timeout(LIMIT_MS);
  try {
    const audio = new Int16Array(8000);
    const vocabulary = { projects: [], terms: [] };
    await stt.transcribe({ audio, vocabulary, signal });
    const messages = [{ role: "user", content: "Hello." }] as const;
    await Array.fromAsync(chat.stream({ messages, signal }));
    await Array.fromAsync(tts.synthesize({ text: "Hello.", signal }));
  } finally {
    provider.closeAllConnections();
    provider.close();
  }
}

function answer(request: IncomingMessage, response: ServerResponse): void {
  const [type = "", body] = answers.get(request.url?.split("/").at(-1) ?? "") ?? [];
  request.resume().on("end", () => response.writeHead(200, { "content-type": type }).end(body));
}
