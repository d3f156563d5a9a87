import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestPool } from "../../test/support/database.ts";
import { deploy, drift } from "../../test/support/schemaEngine.ts";
import { createLog } from "../lib/log.ts";
import type { Connections } from "./connections.ts";
import { migrationsFolder, readMigrations } from "./migrations.ts";
import { migrate } from "./migrator.ts";

const log = createLog("silent");
const schemaFile = fileURLToPath(new URL("../../../prisma/schema.prisma", import.meta.url));
const schema = await readFile(schemaFile, "utf8");
let connections: Connections;

beforeAll(async () => {
  connections = await openTestPool({ migrated: true });
});
afterAll(() => connections.close());

test("the migrations make the database that the schema describes", async () => {
  expect(await drift(schema, connections.pool)).toBe("");
});

test.each([
  ["a column that is not migrated", "tags ", "mood String?\n  tags "],
  ["another type", "seq            Int", "seq            BigInt"],
  ["another nullability", "title          String", "title          String?"],
  ["another default", "@default(draft)", "@default(approved)"],
  ["a missing index", "@@index([openPlanId])", ""],
  ["another unique key", "@@unique([planId, number])", "@@unique([planId, number, author])"],
  ["another value of an enum", "  archived\n", "  archived\n  frozen\n"],
  ["another rule of a foreign key", "onDelete: SetNull", "onDelete: Restrict"],
  ["another table", '@@map("utterances")', '@@map("speech")'],
])("the comparison notices %s", async (_name, from, to) => {
  expect(schema).toContain(from);
  expect(await drift(schema.replace(from, to), connections.pool)).not.toBe("");
});

test("prisma migrate deploy finds nothing left to do", async () => {
  expect(await deploy(schema, connections.pool, migrationsFolder)).toEqual([]);
});

test("what prisma migrate deploy has applied is not applied again", async () => {
  const empty = await openTestPool({ migrated: false });
  try {
    const migrations = await readMigrations(migrationsFolder);
    const names = migrations.map(({ name }) => name);
    expect(await deploy(schema, empty.pool, migrationsFolder)).toEqual(names);
    expect(await migrate(empty.pool, migrations, log)).toBe(names.length);
    const { rows } = await empty.pool.query("SELECT migration_name FROM _prisma_migrations");
    expect(rows).toHaveLength(names.length);
  } finally {
    await empty.close();
  }
});
