import type { Embeddings } from "../engines/embedding/port.ts";
import { Problem } from "../lib/problem.ts";
import { Recent } from "../lib/recent.ts";

/** Queries whose embedding is kept, so that the next page of results asks nobody. */
const KEPT = 200;

/**
 * The embeddings of this process: the engine that was chosen, or the built-in one from the moment on
 * at which the chosen one says for good that it cannot.
 */
export class Embedder {
  readonly #chosen: Embeddings;
  readonly #builtIn: Embeddings;
  readonly #queries = new Recent<Float32Array>(KEPT);
  #current: Embeddings;
  #works = false;
  /** Why the built-in ones are used instead; null: they are not. */
  problem: string | null = null;

  constructor(chosen: Embeddings, builtIn: Embeddings) {
    this.#chosen = chosen;
    this.#builtIn = builtIn;
    this.#current = chosen;
  }

  get current(): Embeddings {
    return this.#current;
  }

  /** The vectors of passages, in their order. Throws a `Problem` or the signal's reason. */
  async embed(texts: readonly string[], signal: AbortSignal): Promise<Float32Array[]> {
    const engine = this.#current;
    try {
      const vectors = await engine.embed({ texts, signal });
      this.#works ||= engine === this.#chosen;
      return vectors;
    } catch (error) {
      // A model that has worked before only has trouble with this text, or today.
      const isFinal = error instanceof Problem && !error.retryable && !this.#works;
      if (isFinal && engine !== this.#builtIn) {
        this.problem = error.message;
        this.#current = this.#builtIn;
        this.#queries.clear();
        return this.#builtIn.embed({ texts, signal });
      }
      throw error;
    }
  }

  /** The vector of a query; null where it does not come within `patienceMs`. */
  async embedQuery(
    query: string,
    patienceMs: number,
  ): Promise<{ model: string; vector: Float32Array } | null> {
    const { model, isLocal } = this.#current;
    const kept = this.#queries.get(query);
    if (kept) return { model, vector: kept };
    if (!isLocal && patienceMs <= 0) return null;
    try {
      const [vector] = await this.embed(
        [query],
        AbortSignal.timeout(patienceMs + 1000 * Number(isLocal)),
      );
      if (!vector) return null;
      this.#queries.set(query, vector);
      return { model: this.#current.model, vector };
    } catch (error) {
      // The words are looked for all the same; the indexer tells the log what is wrong.
      if (
        error instanceof Problem ||
        (error instanceof DOMException && error.name === "TimeoutError")
      )
        return null;
      throw error;
    }
  }
}
