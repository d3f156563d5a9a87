export interface EmbeddingRequest {
  /** At least one, in any number; none of them empty. */
  texts: readonly string[];
  signal: AbortSignal;
}

/**
 * Turns texts into vectors whose cosine says how alike their meanings are. Yields one vector of length
 * 1 for each text, in their order. Throws a `Problem` (`unavailable`) or the signal's reason.
 */
export interface Embeddings {
  readonly name: string;
  /** What rows are marked with: vectors of different models cannot be compared. */
  readonly model: string;
  /** It needs no network, and answers within a millisecond or two. */
  readonly isLocal: boolean;
  /** The least cosine at which two texts may be taken to be about the same, and the least that says so by itself. */
  readonly likeness: { possible: number; certain: number };
  embed(request: EmbeddingRequest): Promise<Float32Array[]>;
}
