import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Embeddings } from "./port.ts";

export interface EmbeddingSubject {
  engine: Embeddings;
  close: () => Promise<void>;
}

/** What every engine for embeddings promises. Runs it over the one that `make` makes. */
export function embeddingsContract(name: string, make: () => Promise<EmbeddingSubject>): void {
  describe(`${name} keeps the contract of embeddings`, () => {
    let subject: EmbeddingSubject;
    beforeAll(async () => {
      subject = await make();
    });
    afterAll(() => subject.close());

    const embed = (...texts: string[]): Promise<Float32Array[]> =>
      subject.engine.embed({ texts, signal: new AbortController().signal });

    test("every text gets one vector of length 1, all of as many dimensions", async () => {
      const vectors = await embed("Export invoices", "漢字", "…", "a".repeat(20_000));
      expect(vectors).toHaveLength(4);
      expect(new Set(vectors.map(({ length }) => length)).size).toBe(1);
      for (const vector of vectors) expect(cosine(vector, vector)).toBeCloseTo(1, 4);
    });

    test("the same text always gets the same vector, in whatever company", async () => {
      const [alone] = await embed("Roll back a release");
      const [, again] = await embed("Something else", "Roll back a release");
      expect(again).toEqual(alone);
    });

    test("many texts keep their order", async () => {
      const texts = Array.from({ length: 150 }, (_, index) => `Text number ${index} of many`);
      const together = await embed(...texts);
      expect(together).toHaveLength(150);
      expect(together[149]).toEqual((await embed(texts[149] ?? ""))[0]);
    });

    test("what is about the same is nearer than what is not", async () => {
      const [asked, near, far] = await embed(
        "exporting the invoices",
        "Invoices are exported as CSV",
        "The weather station has a battery",
      );
      if (!asked || !near || !far) throw new Error("A vector is missing.");
      expect(cosine(asked, near)).toBeGreaterThan(cosine(asked, far) + 0.1);
      expect(cosine(asked, near)).toBeGreaterThan(subject.engine.likeness.possible);
      expect(cosine(asked, far)).toBeLessThan(subject.engine.likeness.possible);
    });

    test("aborted before it starts, it throws the reason", async () => {
      const reason = new Error("closing");
      const request = { texts: ["x"], signal: AbortSignal.abort(reason) };
      await expect(subject.engine.embed(request)).rejects.toBe(reason);
    });
  });
}

export function cosine(one: Float32Array, other: Float32Array): number {
  return one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);
}
