import { toSql } from "pgvector";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { openTestDatabase, type TestDatabase } from "../../test/support/database.ts";

let database: TestDatabase;
beforeAll(async () => void (database = await openTestDatabase()));
afterAll(() => database.close());

const Names = z.array(z.object({ name: z.string() }));

test("the database finds the nearest vectors by cosine, through an HNSW index", async () => {
  const names = await database.db.$transaction(async (tx) => {
    await tx.$executeRaw`CREATE TEMP TABLE passage (name text, embedding vector(3)) ON COMMIT DROP`;
    await tx.$executeRaw`CREATE INDEX ON passage USING hnsw (embedding vector_cosine_ops)`;
    for (const [name, embedding] of [
      ["east", [1, 0, 0]],
      ["north", [0, 1, 0]],
      ["north-east", [1, 1, 0]],
      ["up", [0, 0, 1]],
    ] as const) {
      await tx.$executeRaw`INSERT INTO passage VALUES (${name}, ${toSql([...embedding])}::vector)`;
    }
    return tx.$queryRaw`
      SELECT name FROM passage ORDER BY embedding <=> ${toSql([2, 0.5, 0])}::vector LIMIT 2`;
  });
  expect(Names.parse(names).map(({ name }) => name)).toEqual(["east", "north-east"]);
});
