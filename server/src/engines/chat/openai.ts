import type OpenAI from "openai";
import type { Stream } from "openai/streaming";
import { abortable, type Watchdog } from "../../lib/abort.ts";
import { OpenAiEndpoint, type OpenAiConnection } from "../openai.ts";
import type { ChatDelta, ChatMessage, ChatModel, ChatRequest, ToolSpec } from "./port.ts";
import { ChunkReader } from "./openaiChunk.ts";
import { Dialect } from "./openaiDialect.ts";

/** How long after its last word a server may take to end the stream. */
const HANG_UP_MS = 1_000;

type Chunks = AsyncIterator<unknown, unknown>;

export interface OpenAiChatOptions extends OpenAiConnection {
  temperature: number;
  maxTokens: number;
  /** How long a model may think before it says anything. */
  firstTokenTimeoutMs?: number;
  /** How long it may pause in the middle. */
  idleTimeoutMs?: number;
}

/** Any chat model behind OpenAI's chat completions, streamed, with tools. */
export class OpenAiChat implements ChatModel {
  readonly name: string;
  readonly #endpoint: OpenAiEndpoint;
  readonly #dialect: Dialect;
  readonly #model: string;
  readonly #firstTokenTimeoutMs: number;
  readonly #idleTimeoutMs: number;

  constructor(options: OpenAiChatOptions) {
    this.#endpoint = new OpenAiEndpoint(options, { code: "planner_failed", what: "the reply" });
    this.#dialect = new Dialect(options);
    this.#model = options.model;
    this.#firstTokenTimeoutMs = options.firstTokenTimeoutMs ?? 30_000;
    this.#idleTimeoutMs = options.idleTimeoutMs ?? 15_000;
    this.name = `${options.model} at ${this.#endpoint.provider.host}`;
  }

  async *stream(request: ChatRequest): AsyncGenerator<ChatDelta> {
    const { signal } = request;
    const reader = new ChunkReader();
    // Nothing has reached the caller yet, so this much can be tried again.
    const { chunks, watchdog, early } = await this.#endpoint.request(
      signal,
      this.#firstTokenTimeoutMs,
      async (guard) => {
        reader.reset();
        const opened = await this.#open(request, guard);
        return { chunks: opened, watchdog: guard, early: await this.#next(opened, reader, guard) };
      },
    );
    try {
      for (let deltas = early; ;) {
        for (const delta of deltas) {
          signal.throwIfAborted();
          yield delta;
          if (delta.type === "end") return;
        }
        const idleMs = reader.end() ? HANG_UP_MS : this.#idleTimeoutMs;
        watchdog.arm(idleMs, () => this.#endpoint.tooSlow());
        deltas = await this.#next(chunks, reader, watchdog);
        watchdog.disarm();
      }
    } catch (error) {
      const end = reader.end();
      // A server that said it was done and then failed to hang up has still answered.
      if (!end || signal.aborted) throw this.#endpoint.toProblem(error, watchdog.signal);
      yield end;
    } finally {
      // Closes the connection if the model is not done yet.
      watchdog.release();
    }
  }

  async #open(request: ChatRequest, watchdog: Watchdog): Promise<Chunks> {
    const { signal } = watchdog;
    const stream: Stream<OpenAI.ChatCompletionChunk> = await this.#dialect.speak((settings) =>
      abortable(
        this.#endpoint.client.chat.completions.create(
          {
            model: this.#model,
            messages: request.messages.map(wireMessage),
            ...(request.tools?.length ? { tools: request.tools.map(wireTool) } : {}),
            ...settings,
            stream: true,
          },
          { signal },
        ),
        signal,
      ),
    );
    return stream[Symbol.asyncIterator]();
  }

  /** The deltas of the next chunk that has any. */
  async #next(chunks: Chunks, reader: ChunkReader, watchdog: Watchdog): Promise<ChatDelta[]> {
    for (;;) {
      const step = await abortable(chunks.next(), watchdog.signal);
      if (step.done) {
        const end = reader.end();
        if (end) return [end];
        throw this.#endpoint.cutOff();
      }
      const deltas = reader.read(step.value);
      if (deltas.length > 0) return deltas;
      if (reader.thinking) {
        watchdog.arm(this.#idleTimeoutMs, () => this.#endpoint.tooSlow());
      }
    }
  }
}

function wireMessage(message: ChatMessage): OpenAI.ChatCompletionMessageParam {
  switch (message.role) {
    case "system":
    case "user":
      return { role: message.role, content: message.content };
    case "tool":
      return { role: "tool", tool_call_id: message.toolCallId, content: message.content };
    case "assistant":
      if (!message.toolCalls?.length) return { role: "assistant", content: message.content };
      return {
        role: "assistant",
        content: message.content === "" ? null : message.content,
        tool_calls: message.toolCalls.map((call) => ({
          id: call.id,
          type: "function",
          function: { name: call.name, arguments: call.arguments },
        })),
      };
  }
}

function wireTool(tool: ToolSpec): OpenAI.ChatCompletionTool {
  const { name, description, parameters } = tool;
  return { type: "function", function: { name, description, parameters } };
}
