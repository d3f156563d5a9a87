import { conceptsOf } from "../../lib/concepts.ts";
import { isStopWord, stem } from "../../lib/stem.ts";
import { wordsOf } from "../../lib/words.ts";
import type { Embeddings, EmbeddingRequest } from "./port.ts";

const DIMENSIONS = 512;
/** How much the parts of a word count beside the word itself: enough to bridge a typo. */
const GRAMS = 0.5;
/** And what it means, by the lexicon. */
const CONCEPT = 1.6;

/**
 * Embeddings without a model: words, what they mean by a small lexicon, and their runs of three and
 * four characters, hashed into a vector. Deterministic, and without the network. It knows that
 * "exporting" is near "export", and that to sign in is to log in; it knows nothing of what it has no
 * entry for.
 */
export class NgramEmbeddings implements Embeddings {
  readonly name = "built-in n-grams";
  readonly model = "ngrams-1";
  readonly isLocal = true;
  readonly likeness = { possible: 0.2, certain: 0.55 };

  async embed({ texts, signal }: EmbeddingRequest): Promise<Float32Array[]> {
    signal.throwIfAborted();
    return texts.map(embedText);
  }
}

function embedText(text: string): Float32Array {
  const vector = new Float32Array(DIMENSIONS);
  const words = wordsOf(text);
  for (const [stemmed, count] of counted(words.filter((word) => !isStopWord(word)).map(stem))) {
    const weight = 1 + Math.log(count);
    add(vector, `word ${stemmed}`, weight);
    const grams = gramsOf(stemmed);
    for (const gram of grams)
      add(vector, `gram ${gram}`, (GRAMS * weight) / Math.sqrt(grams.length));
  }
  for (const [concept, count] of counted(conceptsOf(words))) {
    add(vector, `concept ${concept}`, CONCEPT * (1 + Math.log(count)));
  }
  return normalised(vector);
}

function counted(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

function gramsOf(word: string): string[] {
  const marked = `^${word}$`;
  const grams: string[] = [];
  for (const length of [3, 4]) {
    for (let at = 0; at + length <= marked.length; at += 1)
      grams.push(marked.slice(at, at + length));
  }
  return grams;
}

/** Two features that share a place cancel each other as often as they add up. */
function add(vector: Float32Array, feature: string, weight: number): void {
  const hash = fnv1a(feature);
  const at = (hash >>> 1) % DIMENSIONS;
  vector[at] = (vector[at] ?? 0) + ((hash & 1) === 0 ? weight : -weight);
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  // The lowest bits of FNV are weak: mixed as in Murmur.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** A text without a single word has a direction all the same: every vector has length 1. */
function normalised(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  if (length === 0) {
    vector[0] = 1;
    return vector;
  }
  return vector.map((value) => value / length);
}
