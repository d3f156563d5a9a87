import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestDatabase, testServer, type TestDatabase } from "../../test/support/database.ts";
import type { Db } from "./db.ts";
import { LOCAL_USER_ID } from "./localUser.ts";

let database: TestDatabase;
let db: Db;

beforeAll(async () => {
  database = await openTestDatabase();
  db = database.db;
  // For a constraint that is looked at only at COMMIT.
  await db.$executeRaw`ALTER TABLE utterances ADD COLUMN twin UUID REFERENCES utterances (id)
    DEFERRABLE INITIALLY DEFERRED`;
  await db.$executeRaw`ALTER TABLE users ADD COLUMN big BIGINT, ADD COLUMN at_time TIMESTAMPTZ`;
});
afterAll(() => database.close());

async function newConversation(): Promise<string> {
  const { id } = await db.conversation.create({
    data: { id: randomUUID(), ownerId: LOCAL_USER_ID },
  });
  return id;
}

function stateEvent(conversationId: string, seq: number) {
  return { conversationId, seq, at: new Date(), event: { type: "state", state: "listening" } };
}

const countEvents = (conversationId: string) =>
  db.conversationEvent.count({ where: { conversationId } });

test("the store says what it is and answers", async () => {
  expect(database.store.kind).toBe(testServer ? "server" : "embedded");
  expect(database.store.migrations).toBeGreaterThan(0);
  await database.store.ping();
  expect((await db.user.findMany()).map((user) => user.id)).toContain(LOCAL_USER_ID);
});

describe("every type comes back as it was written", () => {
  test("bytes, of any value and length", async () => {
    const conversationId = await newConversation();
    for (const length of [0, 1, 256, 4_000_000]) {
      const audio = Uint8Array.from({ length }, (_, index) => index % 256);
      const id = randomUUID();
      await db.utterance.create({ data: { id, conversationId, durationMs: 1, audio } });
      const row = await db.utterance.findUniqueOrThrow({ where: { id } });
      expect(Buffer.compare(row.audio ?? Buffer.from("none"), audio)).toBe(0);
    }
  });

  test("JSON, with every kind of value in it", async () => {
    const conversationId = await newConversation();
    const event = { text: 'a "quoted" 🚀 \\ \n', list: [1, 2.5, null, true], deep: { a: {} } };
    await db.conversationEvent.create({
      data: { ...stateEvent(conversationId, 1), event, key: "k" },
    });
    const [row] = await db.conversationEvent.findMany({ where: { conversationId } });
    expect(row).toMatchObject({ event, seq: 1, key: "k" });
  });

  test("times, to the millisecond, wherever the clock of the server stands", async () => {
    const conversationId = await newConversation();
    const times = ["1999-12-31T23:59:59.999Z", "2026-03-29T01:30:00.001Z", "2030-01-01T00:00:00Z"];
    await db.conversationEvent.createMany({
      data: times.map((at, seq) => ({ ...stateEvent(conversationId, seq + 1), at: new Date(at) })),
    });
    const rows = await db.conversationEvent.findMany({
      where: { conversationId },
      orderBy: { seq: "asc" },
    });
    expect(rows.map((row) => row.at.getTime())).toEqual(times.map((at) => Date.parse(at)));
  });

  test("whole numbers beyond a double, and times that the database made", async () => {
    await db.$executeRaw`UPDATE users SET big = 9007199254740993, at_time = '2026-06-01 12:00:00+02'
      WHERE id = ${LOCAL_USER_ID}::uuid`;
    const rows = await db.$queryRaw`SELECT big, at_time, ARRAY['a', 'b,c', NULL] AS list,
      'paused'::project_status AS status, id FROM users WHERE id = ${LOCAL_USER_ID}::uuid`;
    expect(rows).toEqual([
      {
        big: 9007199254740993n,
        at_time: new Date("2026-06-01T10:00:00Z"),
        list: ["a", "b,c", null],
        status: "paused",
        id: LOCAL_USER_ID,
      },
    ]);
  });

  test("a moment that the database chose is now", async () => {
    const { createdAt } = await db.message.create({
      data: {
        id: randomUUID(),
        conversationId: await newConversation(),
        role: "user",
        content: "x",
        modality: "voice",
      },
    });
    expect(Math.abs(createdAt.getTime() - Date.now())).toBeLessThan(60_000);
  });
});

describe("errors have the codes of Prisma", () => {
  test("a key that is there already: P2002", async () => {
    const conversationId = await newConversation();
    await db.conversationEvent.create({ data: stateEvent(conversationId, 1) });
    const again = db.conversationEvent.create({ data: stateEvent(conversationId, 1) });
    await expect(again).rejects.toMatchObject({ code: "P2002" });
  });

  test("a row that refers to nothing: P2003", async () => {
    const lost = db.conversationEvent.create({ data: stateEvent(randomUUID(), 1) });
    await expect(lost).rejects.toMatchObject({ code: "P2003" });
  });

  test("a row that is not there: P2025", async () => {
    const gone = db.project.update({ where: { id: randomUUID() }, data: { name: "x" } });
    await expect(gone).rejects.toMatchObject({ code: "P2025" });
  });

  test("a value that a check forbids", async () => {
    const conversationId = await newConversation();
    await expect(
      db.conversationEvent.create({ data: stateEvent(conversationId, 0) }),
    ).rejects.toThrow("conversation_events_seq_check");
  });
});

describe("a transaction", () => {
  test("is all or nothing", async () => {
    const conversationId = await newConversation();
    const failing = db.$transaction(async (tx) => {
      await tx.conversationEvent.create({ data: stateEvent(conversationId, 1) });
      throw new Error("changed my mind");
    });
    await expect(failing).rejects.toThrow("changed my mind");
    expect(await countEvents(conversationId)).toBe(0);
  });

  test("whose COMMIT fails is an error, and nothing of it is there", async () => {
    const conversationId = await newConversation();
    const id = randomUUID();
    const failing = db.$transaction(async (tx) => {
      await tx.utterance.create({ data: { id, conversationId, durationMs: 1 } });
      await tx.$executeRaw`UPDATE utterances SET twin = ${randomUUID()}::uuid WHERE id = ${id}::uuid`;
    });
    await expect(failing).rejects.toThrow(/ForeignKey/);
    expect(await db.utterance.findUnique({ where: { id } })).toBeNull();
    await database.store.ping();
  });

  test("in which a statement failed cannot commit, even where the failure was caught", async () => {
    const conversationId = await newConversation();
    const failing = db.$transaction(async (tx) => {
      await tx.conversationEvent.create({ data: stateEvent(conversationId, 1) });
      await tx.conversationEvent.create({ data: stateEvent(conversationId, 1) }).catch(() => null);
    });
    await expect(failing).rejects.toThrow(/nothing was committed/i);
    expect(await countEvents(conversationId)).toBe(0);
    await database.store.ping();
  });

  test("runs at the isolation that it asks for", async () => {
    for (const isolationLevel of ["Serializable", "RepeatableRead", "ReadCommitted"] as const) {
      const rows = await db.$transaction(
        (tx) => tx.$queryRaw`SELECT current_setting('transaction_isolation') AS level`,
        { isolationLevel },
      );
      const level = isolationLevel.replace(/(?<=[a-z])(?=[A-Z])/, " ").toLowerCase();
      expect(rows).toEqual([{ level }]);
    }
  });

  test("is not seen from outside before it ends, and what waits for it goes on then", async () => {
    const conversationId = await newConversation();
    const opened = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    const writing = db.$transaction(async (tx) => {
      await tx.conversationEvent.create({ data: stateEvent(conversationId, 1) });
      opened.resolve();
      await release.promise;
      await tx.conversationEvent.create({ data: stateEvent(conversationId, 2) });
    });
    await opened.promise;
    const reading = countEvents(conversationId);
    setTimeout(release.resolve, 50);
    await writing;
    expect(await reading).not.toBe(1);
    expect(await countEvents(conversationId)).toBe(2);
  });

  test("many at once all come through", async () => {
    const conversationId = await newConversation();
    const numbers = Array.from({ length: 40 }, (_, index) => index + 1);
    await Promise.all(
      numbers.map((seq) =>
        db.$transaction(async (tx) => {
          await tx.conversationEvent.createMany({ data: [stateEvent(conversationId, seq)] });
          await tx.conversation.update({
            where: { id: conversationId },
            data: { summary: `after ${seq}` },
          });
        }),
      ),
    );
    expect(await countEvents(conversationId)).toBe(40);
  });

  test("that takes too long is rolled back and gives its connection free", async () => {
    const conversationId = await newConversation();
    const late = db.$transaction(
      async (tx) => {
        await tx.conversationEvent.create({ data: stateEvent(conversationId, 1) });
        await new Promise((resolve) => setTimeout(resolve, 200));
        await tx.conversationEvent.create({ data: stateEvent(conversationId, 2) });
      },
      { timeout: 50 },
    );
    await expect(late).rejects.toMatchObject({ code: "P2028" });
    expect(await countEvents(conversationId)).toBe(0);
  });
});

test("what was written is there when the store is opened again", async () => {
  const conversationId = await newConversation();
  await database.reopen();
  db = database.db;
  expect(await db.conversation.findUnique({ where: { id: conversationId } })).not.toBeNull();
});
