import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "../../../test/support/database.ts";
import { LOCAL_USER_ID } from "../localUser.ts";
import { replaceChunks, type NewChunk } from "./chunks.ts";
import { writeEmbeddings } from "./embeddings.ts";

let database: TestDatabase;
let projectId: string;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  projectId = randomUUID();
  const data = { id: projectId, ownerId: LOCAL_USER_ID, name: "Pay" };
  await database.db.project.create({ data });
});

const planOf = (id: string) => ({ kind: "project", id });

/** Makes these texts the passages of the project, older ones kept. */
function keep(...texts: string[]): Promise<void> {
  const chunks = texts.map((content, place): NewChunk => ({
    ...{ ownerId: LOCAL_USER_ID, projectId, planId: null, conversationId: null },
    ...{ sourceKind: "project", sourceId: projectId, place, version: null },
    ...{ title: "", heading: "", content, hash: `${projectId} ${content}` },
    ...{ titleWords: "", headingWords: "", words: content },
    at: new Date(0).toISOString(),
  }));
  return database.db.$transaction((tx) =>
    replaceChunks(tx, planOf(projectId), chunks, { keepsOld: true }),
  );
}

async function embedAll(model = "one"): Promise<void> {
  const rows = await database.db.memoryChunk.findMany({ where: { sourceId: projectId } });
  const vectors = rows.map(({ id }, at) => ({ id, vector: Float32Array.of(1, at, -1) }));
  await writeEmbeddings(database.db, model, vectors);
}

/** The signs of the project's passages, beside those passages. */
function signs() {
  return database.db.memorySigns.findMany({
    where: { chunk: { sourceId: projectId } },
    select: { space: true, chunk: { select: { content: true } } },
    orderBy: { chunk: { content: "asc" } },
  });
}

const said = async (): Promise<string[]> => (await signs()).map(({ chunk }) => chunk.content);

test("signs are there with the embedding of a passage, not before", async () => {
  await keep("card", "cash");
  expect(await said()).toEqual([]);

  await embedAll();

  expect(await said()).toEqual(["card", "cash"]);
});

test("signs go with what is of an older version, and come back with what is current once more", async () => {
  await keep("card", "cash");
  await embedAll();

  await keep("card");
  expect(await said()).toEqual(["card"]);

  await keep("cash");
  expect(await said()).toEqual(["cash"]);
});

test("signs of another model take the place of those before", async () => {
  await keep("card");
  await embedAll();
  const [before] = await signs();

  await embedAll("two");

  const [after, ...others] = await signs();
  expect(after?.space).not.toBe(before?.space);
  expect(others).toEqual([]);
});

test("a passage that is embedded elsewhere has its signs at once", async () => {
  await keep("card");
  await embedAll();
  const other = randomUUID();
  const [row] = await database.db.memoryChunk.findMany({ where: { sourceId: projectId } });
  await database.db.$transaction((tx) =>
    replaceChunks(
      tx,
      planOf(other),
      [
        {
          ...{ ownerId: LOCAL_USER_ID, projectId, planId: null, conversationId: null },
          ...{ sourceKind: "project", sourceId: other, place: 0, version: null },
          ...{ title: "", heading: "", content: "card", hash: row?.hash ?? "" },
          ...{ titleWords: "", headingWords: "", words: "card", at: new Date(0).toISOString() },
        },
      ],
      { keepsOld: true },
    ),
  );

  expect(await database.db.memorySigns.count({ where: { chunk: { sourceId: other } } })).toBe(1);
});

test("signs go with a passage that waits to be embedded anew, and with its project", async () => {
  await keep("card", "cash");
  await embedAll();
  await database.db.memoryChunk.updateMany({
    where: { sourceId: projectId, content: "cash" },
    data: { model: null },
  });
  expect(await said()).toEqual(["card"]);

  await database.db.project.delete({ where: { id: projectId } });

  expect(await said()).toEqual([]);
});
