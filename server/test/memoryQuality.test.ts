import { afterAll, beforeAll, expect, test } from "vitest";
import { NgramEmbeddings } from "../src/engines/embedding/ngrams.ts";
import { openTestDatabase, type TestDatabase } from "./support/database.ts";
import { labelledSet } from "./support/labelled/labelledSet.ts";
import { measureSet, writeSet } from "./support/labelled/measureSet.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

test(
  "of a labelled set, vectors and words together find more than either, and little that is not there",
  { timeout: 240_000 },
  async () => {
    const set = labelledSet({ projects: 15 });
    await writeSet(database.db, set);
    const [vector, text, hybrid] = await measureSet(database.db, set, new NgramEmbeddings());
    if (!vector || !text || !hybrid) throw new Error("An arm was not measured.");
    expect(hybrid.recallAt5).toBeGreaterThan(text.recallAt5);
    expect(hybrid.recallAt5).toBeGreaterThan(vector.recallAt5);
    expect(hybrid.meanReciprocalRank).toBeGreaterThan(text.meanReciprocalRank);
    expect(hybrid.falseAnswers).toBeLessThanOrEqual(0.1);
    expect(hybrid.byKind.direct).toBeGreaterThanOrEqual(0.9);
    expect(hybrid.byKind.typo).toBeGreaterThanOrEqual(0.85);
  },
);
