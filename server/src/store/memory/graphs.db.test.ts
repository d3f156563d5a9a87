import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openTestDatabase, testServer, type TestDatabase } from "../../../test/support/database.ts";
import { NgramEmbeddings } from "../../engines/embedding/ngrams.ts";
import { createLog } from "../../lib/log.ts";
import { Embedder } from "../../memory/embedder.ts";
import { Indexer } from "../../memory/indexer.ts";
import { LOCAL_USER_ID } from "../localUser.ts";
import { dropCurrentGraph, ensureCurrentGraph } from "./graphs.ts";

const builtIn = new NgramEmbeddings();
const PROJECTS = 3;
let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
  const data = Array.from({ length: PROJECTS }, (_, at) => ({
    ...{ id: randomUUID(), ownerId: LOCAL_USER_ID, name: `Harbour ${at}` },
  }));
  await database.db.project.createMany({ data });
  await indexer().index();
  await database.db.$executeRaw`ANALYZE memory_chunks`;
});
afterAll(() => database.close());
beforeEach(() => dropCurrentGraph(database.db, builtIn.model));

function indexer(graphFrom: number | null = null): Indexer {
  return new Indexer(database.db, new Embedder(builtIn, builtIn), createLog("silent"), {
    graphFrom,
  });
}

/** Those of what is current. */
function graphs(): Promise<{ name: string; isValid: boolean }[]> {
  return database.db.$queryRaw`
    SELECT c.relname AS name, indisvalid AS "isValid"
    FROM pg_index JOIN pg_class c ON c.oid = indexrelid JOIN pg_am a ON a.oid = c.relam
    WHERE indrelid = 'memory_chunks'::regclass AND a.amname = 'hnsw' AND c.relname NOT LIKE '%older_idx'`;
}

test("what is current has a graph from so many passages on", async () => {
  await indexer(PROJECTS + 1).index();
  expect(await graphs()).toEqual([]);

  await indexer(PROJECTS).index();
  expect(await graphs()).toMatchObject([{ isValid: true }]);

  await indexer(PROJECTS).index();
  expect(await graphs()).toHaveLength(1);
});

test("a graph that was not finished is made anew", async () => {
  await ensureCurrentGraph(database.db, builtIn.model, PROJECTS);
  const [{ name } = { name: "" }] = await graphs();
  await database.db.$executeRaw`
    UPDATE pg_index SET indisvalid = false WHERE indexrelid = to_regclass(${name})`;

  await ensureCurrentGraph(database.db, builtIn.model, PROJECTS);

  expect(await graphs()).toEqual([{ name, isValid: true }]);
});

// The embedded database has one connection, and is given no graphs.
if (testServer)
  test("whoever stops the indexer does not wait for a graph", async () => {
    const stopping = indexer(PROJECTS);
    await database.db.$transaction(async (tx) => {
      // A graph is finished only when nobody reads what was there before it.
      await tx.project.count();
      stopping.start();
      await expect.poll(graphs).toHaveLength(1);

      await stopping.close();
    });
    expect(await graphs()).toMatchObject([{ isValid: false }]);

    await indexer(PROJECTS).index();

    expect(await graphs()).toMatchObject([{ isValid: true }]);
  });
