import {
  createServer,
  isChatCompletionBody,
  type ChatCompletionRequest,
  type Fixture,
  type FixtureOpts,
  type FixtureResponse,
  type Mountable,
  type StreamingProfile,
} from "@copilotkit/aimock";
import type { ChatTurn, Fault, Pacing, SpeechTurn, TranscriptionTurn } from "./providerScript.ts";
import {
  embeddingRoute,
  plainMeaning,
  type EmbeddingEntry,
  type Meaning,
} from "./providerEmbeddings.ts";
import { audioRoutes, type SpeechEntry, type TranscriptionEntry } from "./providerAudio.ts";

export interface ProviderOptions {
  pacing?: Pacing;
  /**
   * Answers what no scripted turn is left for, with no other fault than a status; without it, such a
   * request gets a 404.
   */
  chat?: (request: ChatCompletionRequest) => ChatTurn;
  transcription?: () => TranscriptionTurn;
  /** What its model of embeddings takes a text to mean; null: it has none. */
  embeddings?: Meaning | null;
}

export interface ChatEntry {
  /** Milliseconds of `performance.now()`. */
  at: number;
  endedAt: number | null;
  /** The client hung up before the answer was complete. */
  abandoned: boolean;
  authorization: string | null;
  request: ChatCompletionRequest;
}

/** Everything that was asked, in order. */
export interface Journal {
  readonly chats: readonly ChatEntry[];
  readonly transcriptions: readonly TranscriptionEntry[];
  readonly speech: readonly SpeechEntry[];
  readonly embeddings: readonly EmbeddingEntry[];
}

export interface EmulatedProvider {
  /** Up to and with `/v1`: what `OPENAI_BASE_URL` or `ROUTER_BASE_URL` is set to. */
  readonly baseUrl: string;
  readonly journal: Journal;
  /** The next replies of the model, in order, one to a request. */
  readonly nextChats: (...turns: readonly ChatTurn[]) => void;
  readonly nextTranscriptions: (...turns: readonly (string | TranscriptionTurn)[]) => void;
  /** Speech needs no script: every text gets audible samples as long as it would take to say it. */
  readonly nextSpeech: (...turns: readonly SpeechTurn[]) => void;
  /** How many scripted turns nobody has asked for yet: a test that ends with any has not done all. */
  readonly leftovers: () => number;
  readonly close: () => Promise<void>;
}

/**
 * A provider that speaks OpenAI's protocol over HTTP on 127.0.0.1. Chat is aimock's. Speech and
 * transcription are routes of our own beside it, because aimock sends speech in one piece and keeps no
 * record of what is uploaded.
 */
export async function startProvider(options: ProviderOptions = {}): Promise<EmulatedProvider> {
  const pacing = options.pacing ?? {};
  const audio = audioRoutes(pacing, options.transcription);
  const meaning = options.embeddings === undefined ? plainMeaning : options.embeddings;
  const embeddings = embeddingRoute(meaning);
  const chats: (Omit<ChatEntry, "request"> & { id: string })[] = [];
  /** Looked through in this order by each request. */
  const fixtures: Fixture[] = [];

  const profile: StreamingProfile = {
    ttft: pacing.chatFirstTokenMs ?? 0,
    ...(pacing.chatTokenMs ? { tps: 1000 / pacing.chatTokenMs } : {}),
  };
  // A turn is taken by the first request that asks; each request takes one.
  const queue: ChatTurn[] = [];
  const taken = new WeakMap<ChatCompletionRequest, ChatTurn>();
  const script = (turn: ChatTurn): void => {
    queue.push(turn);
    fixtures.unshift({
      match: {
        endpoint: "chat",
        predicate: (request) => {
          if (!taken.has(request) && queue[0] === turn) {
            queue.shift();
            taken.set(request, turn);
          }
          return taken.get(request) === turn;
        },
      },
      response: chatResponse(turn),
      streamingProfile: profile,
      ...(turn.fault ? faultOptions(turn.fault) : {}),
    });
  };

  const { chat } = options;
  if (chat) {
    fixtures.push({
      match: { endpoint: "chat", predicate: (request) => !taken.has(request) },
      response: (request) => chatResponse(chat(request)),
      streamingProfile: profile,
    });
  }

  /** Notes when each chat begins and ends, and leaves the answer to aimock. */
  const watchChats: Mountable = {
    handleRequest: (request, response) => {
      const entry = {
        id: String(response.getHeader("x-request-id")),
        at: performance.now(),
        endedAt: null as number | null,
        abandoned: false,
        authorization: request.headers.authorization ?? null,
      };
      chats.push(entry);
      response.on("close", () => {
        entry.endedAt = performance.now();
        entry.abandoned = !response.writableFinished;
      });
      return Promise.resolve(false);
    },
  };
  const { server, journal, url } = await createServer(
    fixtures,
    {
      port: 0,
      host: "127.0.0.1",
      chunkSize: pacing.chatTokenLength ?? 5,
      journalMaxEntries: 0,
    },
    [
      { path: "/v1/chat", handler: watchChats },
      { path: "/v1/audio", handler: audio.mountable },
      { path: "/v1/embeddings", handler: embeddings.mountable },
    ],
  );

  return {
    baseUrl: `${url}/v1`,
    journal: {
      get chats() {
        const requests = new Map(
          journal.getAll().map((entry) => [entry.headers["x-request-id"], entry.body]),
        );
        return chats.flatMap(({ id, ...entry }) => {
          const request = requests.get(id);
          return isChatCompletionBody(request) ? [{ ...entry, request }] : [];
        });
      },
      transcriptions: audio.transcriptions,
      speech: audio.speech,
      embeddings: embeddings.entries,
    },
    nextChats: (...turns) => {
      for (const turn of turns) script({ ...turn });
    },
    nextTranscriptions: audio.nextTranscriptions,
    nextSpeech: audio.nextSpeech,
    leftovers: () => queue.length + audio.leftovers(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // Clients keep theirs open for a next request.
        server.closeAllConnections();
      }),
  };
}

/** The fault in aimock's terms. */
function faultOptions(fault: Fault): FixtureOpts {
  switch (fault.kind) {
    case "status":
      return {};
    case "malformed":
      return { chaos: { malformedRate: 1 } };
    case "hang":
      return { chaos: { latencyMs: 30_000 } };
    case "cut":
      // With a little time between the chunks, so that those before the cut arrive.
      return fault.afterChunks === 0
        ? { chaos: { disconnectRate: 1 } }
        : { truncateAfterChunks: fault.afterChunks, streamingProfile: { ttft: 5, tps: 100 } };
    case "stall":
      return {
        streamingProfile: undefined,
        recordedTimings: {
          ttftMs: 0,
          interChunkDelaysMs: [...Array<number>(fault.afterChunks - 1).fill(0), 60_000],
          totalDurationMs: 60_000,
        },
      };
  }
}

function chatResponse(turn: ChatTurn): FixtureResponse {
  const { text, toolCalls, finishReason, fault } = turn;
  if (fault?.kind === "status") {
    const { status, retryAfter, code, param } = fault;
    return {
      status,
      error: {
        message: `scripted ${status}`,
        ...(code ? { code } : {}),
        ...(param ? { param } : {}),
      },
      ...(retryAfter === undefined ? {} : { retryAfter }),
    };
  }
  const finish = finishReason ? { finishReason } : {};
  const calls = toolCalls?.map(({ name, arguments: args }) => ({
    name,
    arguments: typeof args === "string" ? args : JSON.stringify(args),
  }));
  if (calls && text) return { content: text, toolCalls: calls, ...finish };
  if (calls) return { toolCalls: calls, ...finish };
  return { content: text ?? "", ...finish };
}
