import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "../../test/support/database.ts";
import { insertEvents } from "./insertEvents.ts";
import { LOCAL_USER_ID } from "./localUser.ts";

let database: TestDatabase;
let conversationId: string;

beforeAll(async () => {
  database = await openTestDatabase();
  conversationId = randomUUID();
  await database.db.conversation.create({ data: { id: conversationId, ownerId: LOCAL_USER_ID } });
});
afterAll(() => database.close());

test("what it writes is what createMany would have written", async () => {
  const at = new Date("2026-03-29T01:30:00.007Z");
  const rows = Array.from({ length: 400 }, (_, index) => ({
    conversationId,
    seq: index + 1,
    at,
    event: {
      type: "reply.text",
      delta: `"quoted" 🚀 \\ ${index}\n`,
      list: [null, 1.5, { a: true }],
    },
    key: index % 2 === 0 ? `key ${index}` : null,
  }));
  await database.db.$transaction((tx) => insertEvents(tx, rows));
  const found = await database.db.conversationEvent.findMany({
    where: { conversationId },
    orderBy: { seq: "asc" },
  });
  expect(found).toEqual(rows);
});

test("one that is there already fails all of them", async () => {
  const row = (seq: number) => ({ conversationId, seq, at: new Date(), event: {}, key: null });
  const again = database.db.$transaction((tx) => insertEvents(tx, [row(900), row(1)]));
  await expect(again).rejects.toMatchObject({ code: "P2010" });
  expect(await database.db.conversationEvent.count({ where: { seq: 900 } })).toBe(0);
});

test("nothing to write is nothing to do", async () => {
  await database.db.$transaction((tx) => insertEvents(tx, []));
});
