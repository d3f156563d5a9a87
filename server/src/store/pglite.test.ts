import { expect, onTestFinished, test } from "vitest";
import { temporaryFolder } from "../../test/support/database.ts";
import { Pglite } from "./pglite.ts";

const MEGABYTE = 1024 * 1024;
const ANSWERS = 500;

/** A simple query, as the wire protocol has it. */
function query(sql: string): Uint8Array {
  const text = Buffer.from(`${sql}\0`);
  const head = Buffer.alloc(5, "Q");
  head.writeInt32BE(text.byteLength + 4, 1);
  return Buffer.concat([head, text]);
}

async function open(): Promise<Pglite> {
  const folder = await temporaryFolder();
  const database = await Pglite.open(folder.path);
  onTestFinished(async () => {
    await database.close();
    await folder.remove();
  });
  return database;
}

test("what has been answered is not kept", async () => {
  const database = await open();
  const large = query(`SELECT repeat('x', ${MEGABYTE})`);
  const ask = async (times: number) => {
    for (let at = 0; at < times; at += 1) await database.exchange([large]);
  };
  await ask(50);
  const before = process.memoryUsage.rss();
  await ask(ANSWERS);
  // Garbage is collected when the engine sees fit; what is held on to is twice as much as this.
  expect(process.memoryUsage.rss() - before).toBeLessThan((ANSWERS / 2) * MEGABYTE);
});

test("an error is an answer, and the next query has its own", async () => {
  const database = await open();
  const answers = await Promise.all(
    ["SELECT 1/0", "SELECT 'fine'"].map((sql) => database.exchange([query(sql)])),
  );
  const [failed, fine] = answers.map((bytes) => Buffer.from(bytes).toString("latin1"));
  expect(failed).toContain("division by zero");
  expect(fine).toContain("fine");
  expect(fine).not.toContain("division by zero");
});
