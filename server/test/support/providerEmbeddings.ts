import { buffer } from "node:stream/consumers";
import type { Mountable } from "@copilotkit/aimock";
import { z } from "zod";
import { conceptsOf } from "../../src/lib/concepts.ts";
import { isStopWord, stem } from "../../src/lib/stem.ts";
import { wordsOf } from "../../src/lib/words.ts";

export interface EmbeddingEntry {
  at: number;
  authorization: string | null;
  model: string;
  input: string[];
}

/** What a text is taken to mean: any number of weights, by name. */
export type Meaning = (text: string) => Iterable<readonly [feature: string, weight: number]>;

const DIMENSIONS = 1024;
const Body = z.object({
  model: z.string(),
  input: z.union([z.array(z.string()), z.string().transform((text) => [text])]),
});

/** Words and what they mean, without the parts of words: a model has no eye for typos. */
export const plainMeaning: Meaning = (text) => {
  const words = wordsOf(text);
  const telling = words.filter((word) => !isStopWord(word));
  return [
    ...telling.map((word): [string, number] => [`word ${stem(word)}`, 1]),
    ...conceptsOf(words).map((concept): [string, number] => [`concept ${concept}`, 1]),
  ];
};

/** The vector of a meaning, as the emulated model gives it. */
function vectorOfMeaning(meaning: Meaning, text: string): number[] {
  const vector = Array<number>(DIMENSIONS).fill(0);
  vector[0] = 0.01;
  for (const [feature, weight] of meaning(text)) {
    let hash = 2166136261;
    for (const unit of feature) hash = Math.imul(hash ^ (unit.codePointAt(0) ?? 0), 16777619) >>> 0;
    const at = (hash >>> 3) % DIMENSIONS;
    vector[at] = (vector[at] ?? 0) + ((hash & 4) === 0 ? weight : -weight);
  }
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

/** `POST /v1/embeddings` as OpenAI answers it; null: a provider that has no such model. */
export function embeddingRoute(meaning: Meaning | null): {
  mountable: Mountable;
  entries: EmbeddingEntry[];
} {
  const entries: EmbeddingEntry[] = [];
  const mountable: Mountable = {
    async handleRequest(request, response) {
      const body = Body.safeParse(JSON.parse((await buffer(request)).toString("utf8")));
      const isServed = body.success && meaning !== null;
      response.writeHead(isServed ? 200 : 404, { "content-type": "application/json" });
      if (!isServed) {
        response.end(JSON.stringify({ error: { message: "no such model", type: "not_found" } }));
        return true;
      }
      const { model, input } = body.data;
      const authorization = request.headers.authorization ?? null;
      entries.push({ at: performance.now(), authorization, model, input });
      const data = input.map((text, index) => ({
        object: "embedding",
        index,
        embedding: vectorOfMeaning(meaning, text),
      }));
      const usage = { prompt_tokens: 0, total_tokens: 0 };
      response.end(JSON.stringify({ object: "list", model, data, usage }));
      return true;
    },
  };
  return { mountable, entries };
}
