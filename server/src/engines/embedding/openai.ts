import { abortable } from "../../lib/abort.ts";
import { Problem } from "../../lib/problem.ts";
import { OpenAiEndpoint, type OpenAiConnection } from "../openai.ts";
import type { Embeddings, EmbeddingRequest } from "./port.ts";

export interface OpenAiEmbeddingsOptions extends OpenAiConnection {
  /** How many requests may be begun in a minute. */
  requestsPerMinute?: number;
  timeoutMs?: number;
  now?: () => number;
}

/** So many texts go into one request, and so many characters of each: models take about 8000 tokens. */
const BATCH = 64;
const LONGEST = 8_000;

/** Embeddings behind OpenAI's `embeddings`: in batches, and no faster than the provider likes. */
export class OpenAiEmbeddings implements Embeddings {
  readonly name: string;
  readonly model: string;
  readonly isLocal = false;
  readonly likeness = { possible: 0.3, certain: 0.45 };
  readonly #endpoint: OpenAiEndpoint;
  readonly #options: OpenAiEmbeddingsOptions;
  /** When the latest requests began, oldest first. */
  #begun: number[] = [];

  constructor(options: OpenAiEmbeddingsOptions) {
    this.#endpoint = new OpenAiEndpoint(options, { code: "unavailable", what: "embeddings" });
    this.#options = options;
    this.name = `${options.model} at ${this.#endpoint.provider.host}`;
    this.model = `${options.model}@${this.#endpoint.provider.host}`;
  }

  async embed({ texts, signal }: EmbeddingRequest): Promise<Float32Array[]> {
    const vectors: Float32Array[] = [];
    for (let at = 0; at < texts.length; at += BATCH) {
      vectors.push(...(await this.#request(texts.slice(at, at + BATCH), signal)));
    }
    return vectors;
  }

  async #request(texts: readonly string[], signal: AbortSignal): Promise<Float32Array[]> {
    const { timeoutMs = 20_000, model } = this.#options;
    this.#countRequest();
    const input = texts.map((text) => text.slice(0, LONGEST).toWellFormed());
    const { data } = await this.#endpoint.request(signal, timeoutMs, (watchdog) =>
      abortable(
        this.#endpoint.client.embeddings.create(
          { model, input, encoding_format: "float" },
          { signal: watchdog.signal },
        ),
        watchdog.signal,
      ),
    );
    const vectors: Float32Array[] = [];
    for (const { index, embedding } of data) vectors[index] = unit(embedding);
    const [first] = vectors;
    const isWhole =
      first !== undefined &&
      texts.every((_, index) => vectors[index]?.length === first.length && first.length > 0);
    if (!isWhole) throw this.#nonsense();
    return vectors;
  }

  /** Throws, as the provider would, when this is more than it was said to allow. */
  #countRequest(): void {
    const { requestsPerMinute = 300, now = () => performance.now() } = this.#options;
    const at = now();
    this.#begun = this.#begun.filter((begun) => at - begun < 60_000);
    if (this.#begun.length >= requestsPerMinute) {
      const retryAfterMs = 60_000 - (at - (this.#begun[0] ?? at));
      const message = `${this.#endpoint.provider.host} is asked for embeddings too often. It goes on by itself.`;
      throw new Problem("unavailable", message, { retryable: true, retryAfterMs });
    }
    this.#begun.push(at);
  }

  #nonsense(): Problem {
    const { host } = this.#endpoint.provider;
    return new Problem("unavailable", `${host} answered with something that is no embedding.`);
  }
}

function unit(values: readonly number[]): Float32Array {
  const length = Math.hypot(...values) || 1;
  return Float32Array.from(values, (value) => value / length);
}
