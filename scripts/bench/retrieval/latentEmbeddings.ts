import type { EmbeddingRequest, Embeddings } from "../../../server/src/engines/embedding/port.ts";
import { wordsOf } from "../../../server/src/lib/words.ts";
import { seeded } from "../../../server/test/support/random.ts";

const DIMENSIONS = 1536;
/** The vectors of a model fill only a few of their dimensions: what is alike lies in clusters. */
const LATENT = 64;
const FREQUENT = 4;

const basis = Array.from({ length: LATENT }, (_, at) => directionOf(at + 1, DIMENSIONS));

/** Vectors as large as a provider's, of texts whose words have directions in far fewer dimensions. */
export class LatentEmbeddings implements Embeddings {
  readonly name = "emulated, 1536 dimensions";
  readonly model = "emulated-1536";
  readonly isLocal = true;
  readonly likeness = { possible: 0.3, certain: 0.45 };

  embed({ texts, signal }: EmbeddingRequest): Promise<Float32Array[]> {
    signal.throwIfAborted();
    return Promise.resolve(texts.map(vectorOf));
  }
}

function vectorOf(text: string): Float32Array {
  const latent = new Float32Array(LATENT);
  for (const word of new Set(wordsOf(text))) {
    if (word.length >= FREQUENT) add(latent, directionOf(hashOf(word), LATENT), 1);
  }
  const vector = new Float32Array(DIMENSIONS);
  for (const [at, direction] of basis.entries()) add(vector, direction, latent[at] ?? 0);
  // A text without a word has a direction all the same.
  vector[0] = (vector[0] ?? 0) + 1e-3;
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

function add(vector: Float32Array, direction: Float32Array, weight: number): void {
  for (let at = 0; at < vector.length; at += 1)
    vector[at] = (vector[at] ?? 0) + (direction[at] ?? 0) * weight;
}

function directionOf(seed: number, dimensions: number): Float32Array {
  const random = seeded(seed);
  return Float32Array.from({ length: dimensions }, () => random() * 2 - 1);
}

function hashOf(word: string): number {
  let hash = 2166136261;
  for (let at = 0; at < word.length; at += 1)
    hash = Math.imul(hash ^ word.charCodeAt(at), 16777619);
  return hash >>> 0;
}
