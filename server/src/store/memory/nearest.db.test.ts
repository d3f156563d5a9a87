import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "../../../test/support/database.ts";
import { seeded } from "../../../test/support/random.ts";
import { PassagesOf } from "../../../test/support/passagesOf.ts";
import type { Tx } from "../db.ts";
import { LOCAL_USER_ID } from "../localUser.ts";
import { findNearestExactly } from "./exact.ts";
import type { PassageFilter } from "./filter.ts";
import { ensureCurrentGraph, ensureOlderGraph } from "./graphs.ts";
import { DEPTH, findNearest, type Near } from "./nearest.ts";

const MODEL = "seeded";
const DIMENSIONS = 32;
const PASSAGES = 2000;
const TIMEOUT_MS = 120_000;

const random = seeded(7);
let database: TestDatabase;
/** Of all passages fifty are of this project, and none of these is near anything that is asked. */
const small = randomUUID();
const large = randomUUID();
/** Another person has as many, and all of them are of older versions. */
const theirs = randomUUID();
const other: PassageFilter = { ownerId: randomUUID(), allVersions: true };
const own: PassageFilter = { ownerId: LOCAL_USER_ID };

beforeAll(async () => {
  database = await openTestDatabase();
  const { db } = database;
  await db.user.create({ data: { id: other.ownerId, name: "Somebody else" } });
  const named = (id: string, { ownerId } = own) => ({ id, ownerId, name: id });
  await db.project.createMany({ data: [named(small), named(large), named(theirs, other)] });
  const passages = new PassagesOf(db, MODEL);
  await passages.write({ ...own, projectId: large }, vectors(PASSAGES - DEPTH, 1));
  await passages.write({ ...own, projectId: small }, vectors(DEPTH, -1));
  await passages.write({ ...other, projectId: theirs }, vectors(PASSAGES, 1));
  await db.memoryChunk.updateMany({ where: { projectId: theirs }, data: { isCurrent: false } });
  await ensureOlderGraph(db, MODEL, DIMENSIONS);
  await db.$executeRaw`ANALYZE memory_chunks`;
}, TIMEOUT_MS);
afterAll(() => database.close());

/** Some direction, mostly along the one that all have in common. */
function vector(common: number): Float32Array {
  return Float32Array.from({ length: DIMENSIONS }, () => common + 3 * (random() - 0.5));
}

const vectors = (count: number, common: number) =>
  Array.from({ length: count }, () => vector(common));

/** Leaves the database no choice but to take an index, if there is one that fits. */
async function insistOnIndex(tx: Tx): Promise<void> {
  await tx.$executeRaw`SET LOCAL enable_seqscan = off`;
  await tx.$executeRaw`SET LOCAL enable_sort = off`;
}

function askGraph(filter: PassageFilter, asked: Float32Array): Promise<Near[]> {
  return database.db.$transaction(async (tx: Tx) => {
    await insistOnIndex(tx);
    return findNearest(tx, filter, { model: MODEL, vector: asked });
  });
}

const askAtWill = (filter: PassageFilter, asked: Float32Array): Promise<Near[]> =>
  findNearest(database.db, filter, { model: MODEL, vector: asked });

/** Half of the signs are enough of these to tell how far away the nearest are at most. */
const askWithin = (filter: PassageFilter, asked: Float32Array): Promise<Near[]> =>
  findNearest(database.db, filter, { model: MODEL, vector: asked }, { sample: 50 });

/** How often each index of passages was read in what is not written down yet; without what tells models apart. */
async function timesRead(tx: Tx): Promise<Map<string, bigint>> {
  const rows = await tx.$queryRaw<{ name: string; times: bigint }[]>`
    SELECT regexp_replace(indexrelname, '[0-9a-f]{12}', 'model') AS name,
      pg_stat_get_xact_numscans(indexrelid) AS times
    FROM pg_stat_user_indexes
    WHERE relname = 'memory_chunks' AND indexrelname <> 'memory_chunks_pkey' ORDER BY name`;
  return new Map(rows.map(({ name, times }) => [name, times]));
}

function indexesRead(filter: PassageFilter): Promise<string[]> {
  return database.db.$transaction(async (tx: Tx) => {
    await insistOnIndex(tx);
    const before = await timesRead(tx);
    await findNearest(tx, filter, { model: MODEL, vector: vector(1) });
    const after = await timesRead(tx);
    return [...after].flatMap(([name, times]) => (times === before.get(name) ? [] : [name]));
  });
}

/** Of the nearest by whole vectors, the share that is found. */
async function shareFound(ask: typeof askGraph): Promise<number> {
  let found = 0;
  const queries = Array.from({ length: 20 }, () => vector(1));
  for (const asked of queries) {
    const exact = await findNearestExactly(database.db, own, { model: MODEL, vector: asked });
    const ids = new Set((await ask(own, asked)).map(({ id }) => id));
    expect(exact).toHaveLength(DEPTH);
    found += exact.filter(({ id }) => ids.has(id)).length;
  }
  return found / (queries.length * DEPTH);
}

/** Every other passage is nearer than those of the small project. */
async function expectSmall(found: readonly Near[]): Promise<void> {
  const passages = await database.db.memoryChunk.findMany({
    where: { id: { in: found.map(({ id }) => id) } },
  });
  expect(passages).toHaveLength(DEPTH);
  expect(new Set(passages.map(({ projectId }) => projectId))).toEqual(new Set([small]));
}

const narrow: [string, PassageFilter][] = [
  ["of a project", { ...own, projectId: small }],
  ["of none but a project", { ...own, exceptProjectId: large }],
];

describe("without a graph of what is current", () => {
  test("its signs are read one by one, and a graph of older versions where they are asked for", async () => {
    expect(await indexesRead(own)).toEqual([]);
    expect(await indexesRead({ ...own, allVersions: true })).toEqual([
      "memory_chunks_of_model_older_idx",
    ]);
  });

  test.each([
    ["all in order", askAtWill],
    ["those within a distance in order", askWithin],
  ])("what is nearest by signs is what an exact search finds, %s", async (_how, ask) => {
    expect(await shareFound(ask)).toBeGreaterThanOrEqual(0.98);
  });

  test.each(narrow)("a filter starves nothing: what is %s", async (_of, filter) => {
    await expectSmall(await askAtWill(filter, vector(1)));
    await expectSmall(await askWithin(filter, vector(1)));
  });
});

describe("with a graph of what is current", () => {
  beforeAll(() => ensureCurrentGraph(database.db, MODEL, 1));

  test("it answers, and that of older versions where they are asked for", async () => {
    expect(await indexesRead(own)).toEqual(["memory_chunks_of_model_idx"]);
    expect(await indexesRead({ ...own, allVersions: true })).toEqual([
      "memory_chunks_of_model_idx",
      "memory_chunks_of_model_older_idx",
    ]);
    expect(await askGraph(other, vector(1))).toHaveLength(DEPTH);
  });

  test("what is nearest by signs is what an exact search finds", async () => {
    expect(await shareFound(askGraph)).toBeGreaterThanOrEqual(0.98);
  });

  test.each(narrow)("a filter starves nothing: what is %s", async (_of, filter) => {
    await expectSmall(await askGraph(filter, vector(1)));
  });
});
