import { createServer } from "node:net";
import pg from "pg";
import { expect, test } from "vitest";
import { openTestDatabase, testServer } from "../../test/support/database.ts";
import { onServer } from "../../test/support/onDatabase.ts";
import { createLog } from "../lib/log.ts";
import { openServer } from "./server.ts";
import { StoreError } from "./storeError.ts";

const log = createLog("silent");

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("It has no port");
  await new Promise((resolve) => server.close(resolve));
  return address.port;
}

async function complaint(url: string): Promise<string> {
  const error: unknown = await openServer(url, log).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(StoreError);
  return error instanceof StoreError ? error.message : "";
}

test("a server that is not there is one clear line without the password", async () => {
  const port = await freePort();
  expect(await complaint(`postgresql://me:hush@127.0.0.1:${port}/plans`)).toBe(
    `The database plans at 127.0.0.1:${port} (DATABASE_URL) cannot be reached: nothing listens there.`,
  );
});

test("a host that does not exist is named", async () => {
  expect(await complaint("postgresql://me:hush@no-such-host.invalid/plans")).toMatch(
    /^The database plans at no-such-host\.invalid:5432 \(DATABASE_URL\) cannot be reached: .+$/,
  );
});

onServer("a wrong password and a missing database say so", async () => {
  const wrong = new URL(testServer ?? "");
  wrong.password = "wrong";
  expect(await complaint(wrong.href)).toContain("password authentication failed");
  const missing = new URL(testServer ?? "");
  missing.pathname = "/no_such_database";
  expect(await complaint(missing.href)).toContain('database "no_such_database" does not exist');
});

onServer("times are right on a server that counts in another zone", async () => {
  const database = await openTestDatabase();
  try {
    const client = new pg.Client({ connectionString: database.address.databaseUrl ?? "" });
    await client.connect();
    const name = new URL(database.address.databaseUrl ?? "").pathname.slice(1);
    await client.query(`ALTER DATABASE ${name} SET timezone TO 'Asia/Tokyo'`);
    await client.end();
    await database.reopen();

    const user = await database.db.user.create({
      data: { id: crypto.randomUUID(), name: "Tokyo", createdAt: new Date("2026-01-01T00:00:00Z") },
    });
    expect(user.createdAt.toISOString()).toBe("2026-01-01T00:00:00.000Z");
    const now = await database.db.user.create({ data: { id: crypto.randomUUID(), name: "Now" } });
    expect(Math.abs(now.createdAt.getTime() - Date.now())).toBeLessThan(60_000);
    const rows = await database.db.$queryRaw`SELECT extract(epoch FROM created_at)::int AS at
      FROM users WHERE id = ${user.id}::uuid`;
    expect(rows).toEqual([{ at: Date.parse("2026-01-01T00:00:00Z") / 1000 }]);
  } finally {
    await database.close();
  }
});
