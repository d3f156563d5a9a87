import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openTestDatabase, testServer, type TestDatabase } from "../../../test/support/database.ts";
import { PassagesOf } from "../../../test/support/passagesOf.ts";
import { seeded } from "../../../test/support/random.ts";
import { createLog } from "../../lib/log.ts";
import { writeEmbeddings } from "./embeddings.ts";
import type { PassageFilter } from "./filter.ts";
import { DEPTH, findNearest } from "./nearest.ts";
import { SignsAtHand } from "./signsAtHand.ts";

const MODEL = "seeded";
const DIMENSIONS = 32;
const TIMEOUT_MS = 120_000;

const random = seeded(3);
const log = createLog("silent");
let database: TestDatabase;
let passages: PassagesOf;
let signs: SignsAtHand;
/** Each test has a person of its own. */
let own: PassageFilter;
let projectId: string;

beforeAll(async () => {
  database = await openTestDatabase();
  passages = new PassagesOf(database.db, MODEL);
});
afterAll(() => database.close());
beforeEach(async () => {
  await become("Somebody");
  signs = new SignsAtHand(database.db, log);
});

async function newProject(): Promise<string> {
  const data = { id: randomUUID(), ownerId: own.ownerId, name: "A project" };
  await database.db.project.create({ data });
  return data.id;
}

/** From here on what is written and asked is somebody else's. */
async function become(name: string): Promise<void> {
  own = { ownerId: randomUUID() };
  await database.db.user.create({ data: { id: own.ownerId, name } });
  projectId = await newProject();
}

/** Some direction, mostly along the one that all have in common. */
function vector(common = 1): Float32Array {
  return Float32Array.from({ length: DIMENSIONS }, () => common + 3 * (random() - 0.5));
}

/** As many passages of the project. */
const write = (count: number, common = 1): Promise<string[]> =>
  passages.write(
    { ownerId: own.ownerId, projectId },
    Array.from({ length: count }, () => vector(common)),
  );

const hold = (): Promise<void> =>
  signs.hold({ ownerId: own.ownerId, model: MODEL, dimensions: DIMENSIONS });

async function find(asked: Float32Array, filter = own): Promise<string[]> {
  const found = await signs.find(filter, { model: MODEL, vector: asked });
  return found.map(({ id }) => id);
}

/** The one passage that is nearest, found by its own vector. */
async function writeOne(asked: Float32Array): Promise<string> {
  const [id = ""] = await passages.write({ ownerId: own.ownerId, projectId }, [asked]);
  return id;
}

test("what is found is what the database finds", { timeout: TIMEOUT_MS }, async () => {
  await write(1500);
  await hold();
  expect(signs.size).toBe(1500);

  for (const filter of [own, { ...own, allVersions: true }]) {
    const asked = { model: MODEL, vector: vector() };
    const found = await signs.find(filter, asked);
    const expected = await findNearest(database.db, filter, asked);
    expect(expected).toHaveLength(DEPTH);
    expect(found.slice(0, 10)).toEqual(expected.slice(0, 10));
  }
});

test("before they are held, and without any passages, the database answers", async () => {
  expect(await find(vector())).toEqual([]);
  await hold();
  expect(await find(vector())).toEqual([]);

  const asked = vector();
  const id = await writeOne(asked);

  expect(await find(asked)).toEqual([id]);
});

test("what was written since is found, and what was embedded anew at its new place", async () => {
  await write(300);
  const changed = await writeOne(vector(1));
  await hold();
  const asked = vector();

  const added = await writeOne(asked);
  expect((await find(asked))[0]).toBe(added);

  const other = vector(-1);
  await writeEmbeddings(database.db, MODEL, [{ id: changed, vector: other }]);
  expect((await find(other))[0]).toBe(changed);
  expect(signs.size).toBe(302);
});

test("what is gone, or of an older version, is not found, and its signs are let go", async () => {
  await write(400);
  await hold();
  const asked = vector();
  const older = await writeOne(asked);
  const stays = projectId;
  projectId = await newProject();
  await write(300, 3);
  expect((await find(asked))[0]).toBe(older);
  expect(signs.size).toBe(701);

  await database.db.memoryChunk.update({ where: { id: older }, data: { isCurrent: false } });
  await database.db.project.delete({ where: { id: projectId } });

  const found = await find(vector(3));
  const rows = await database.db.memoryChunk.findMany({ where: { id: { in: found } } });
  expect(found).toHaveLength(DEPTH);
  expect(new Set(rows.map((row) => row.projectId))).toEqual(new Set([stays]));
  expect(await find(asked)).not.toContain(older);
  expect(signs.size).toBeLessThan(701);
});

test("a filter starves nothing, where all that is near does not pass", async () => {
  const near = projectId;
  await write(500);
  projectId = await newProject();
  const far = await write(DEPTH, -1);
  await hold();

  const found = await find(vector(), { ...own, exceptProjectId: near });

  expect(new Set(found)).toEqual(new Set(far));
  expect(new Set(await find(vector(), { ...own, projectId }))).toEqual(new Set(far));
});

test("whoever searches while passages come and go finds what is there", async () => {
  const all = await write(600);
  await hold();
  for (let round = 0; round < 5; round += 1) {
    const asked = vector();
    const [first = "", last = "", ...leave] = all.splice(0, 60);
    const changes = [
      database.db.memoryChunk.deleteMany({ where: { id: { in: leave } } }),
      writeEmbeddings(database.db, MODEL, [{ id: first, vector: asked }]),
      writeEmbeddings(database.db, MODEL, [{ id: last, vector: vector(-1) }]),
    ];
    await Promise.all([...changes, ...Array.from({ length: 8 }, () => find(vector()))]);

    const found = await Promise.all(Array.from({ length: 8 }, () => find(asked)));
    for (const ids of found) {
      expect(ids[0]).toBe(first);
      expect(ids.filter((id) => leave.includes(id))).toEqual([]);
    }
  }
});

test("where they cannot be read, that is no failure of whoever reads them", async () => {
  const other = await openTestDatabase();
  await other.close();
  signs = new SignsAtHand(other.db, log);

  await hold();

  expect(signs.size).toBe(0);
  await expect(find(vector())).rejects.toThrow();
});

test("too many are not held, and found nevertheless", async () => {
  await write(150);
  signs = new SignsAtHand(database.db, log, { mostHeld: 100 });
  await hold();
  expect(signs.size).toBe(0);

  const asked = vector();
  const id = await writeOne(asked);

  expect((await find(asked))[0]).toBe(id);
});

test("those of whoever asked last take the place of others", async () => {
  signs = new SignsAtHand(database.db, log, { mostHeld: 100 });
  await write(70);
  await hold();
  expect(signs.size).toBe(70);

  await become("Somebody else");
  await write(40);
  await hold();

  expect(signs.size).toBe(40);
});

test("those of so many people at most are held, and of others they are found nevertheless", async () => {
  signs = new SignsAtHand(database.db, log, { mostSpaces: 2 });
  const first = own;
  const asked = vector();
  const id = await writeOne(asked);
  await hold();
  for (const count of [20, 300]) {
    await become("Somebody else");
    await write(count);
    await hold();
  }

  expect(signs.size).toBe(320);
  expect(await find(asked, first)).toEqual([id]);
});

test("where many were added, all are read anew, and without those that are gone", async () => {
  await hold();
  const asked = vector();
  await write(1001);
  await database.db.memoryChunk.deleteMany({ where: { ownerId: own.ownerId } });
  const other = await writeOne(asked);
  // They came and went before anybody asked.
  expect(await find(asked)).toEqual([other]);
  expect(signs.size).toBe(1);

  await write(1001);
  await find(asked);
  expect(signs.size).toBe(1002);
  await database.db.memoryChunk.deleteMany({ where: { id: { not: other }, ownerId: own.ownerId } });
  await hold();

  expect(signs.size).toBe(1);
  expect(await find(asked)).toEqual([other]);
});

test("in a database that was restored from another, what is new is found all the same", async () => {
  await write(10);
  // As rows of a database that has seen more transactions.
  const space = await database.db.memorySigns.findMany({
    where: { chunk: { ownerId: own.ownerId } },
  });
  await database.db.memorySigns.updateMany({
    where: { id: { in: space.map(({ id }) => id) } },
    data: { writtenBy: 2n ** 40n },
  });
  await hold();
  expect(signs.size).toBe(10);

  const asked = vector();
  const id = await writeOne(asked);

  expect((await find(asked))[0]).toBe(id);
  expect(signs.size).toBe(11);
});

// The embedded database has one transaction at a time.
if (testServer)
  test("what a long transaction writes is found when it is done, whatever was done meanwhile", async () => {
    await write(300);
    const changed = await writeOne(vector(-1));
    await hold();
    const asked = vector();
    await database.db.$transaction(async (tx) => {
      await writeEmbeddings(tx, MODEL, [{ id: changed, vector: asked }]);
      const later = vector();
      const id = await writeOne(later);
      expect((await find(later))[0]).toBe(id);
    });

    expect((await find(asked))[0]).toBe(changed);
  });
