import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";
import { v8Flags } from "../../../scripts/lib/become.mjs";
import { openTestDatabase, temporaryFolder } from "../../test/support/database.ts";
import { onEmbedded } from "../../test/support/onDatabase.ts";
import { createLog } from "../lib/log.ts";
import { openStore } from "./open.ts";
import { StoreError } from "./storeError.ts";

const script = fileURLToPath(new URL("../../test/support/storeProcess.ts", import.meta.url));
const log = createLog("silent");
/** These start processes, which take their time on a busy machine. */
const SLOW_MS = 120_000;
const cleanups: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** A process on the folder; `lines` grows with what it says. */
function start(dataDir: string) {
  const child = spawn(process.execPath, [...v8Flags, script, dataDir], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on("line", (line) => lines.push(line));
  cleanups.push(() => kill(child));
  return { child, lines };
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill("SIGKILL");
  await exited;
}

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; !condition(); tries++) {
    if (tries > 2000) throw new Error("It did not come to that");
    await sleep(10);
  }
}

async function newFolder(): Promise<string> {
  const folder = await temporaryFolder();
  cleanups.push(folder.remove);
  return folder.path;
}

/** A folder with a migrated database that nobody has open. */
async function migratedFolder(): Promise<string> {
  const database = await openTestDatabase();
  await database.store.close();
  const { dataDir } = database.address;
  cleanups.push(() => rm(dataDir, { recursive: true }));
  return dataDir;
}

onEmbedded(
  "everything acknowledged is there after kill -9 under constant writes, three times over",
  async () => {
    const dataDir = await migratedFolder();
    for (let round = 0; round < 3; round++) {
      const { child, lines } = start(dataDir);
      await until(() => lines.length > 15 + 20 * round);
      await kill(child);

      const [id = "", acknowledged = "0"] = lines.at(-1)?.split(" ") ?? [];
      const store = await openStore({ databaseUrl: null, dataDir, log });
      try {
        const rows = await store.db.conversationEvent.findMany({
          where: { conversationId: id },
          orderBy: { seq: "asc" },
        });
        expect(rows.length).toBeGreaterThanOrEqual(Number(acknowledged));
        expect(rows.map((row) => row.seq)).toEqual(rows.map((_, index) => index + 1));
        const conversation = await store.db.conversation.findUniqueOrThrow({ where: { id } });
        expect(conversation.summary).toBe(`${rows.length}`);
      } finally {
        await store.close();
      }
    }
  },
  SLOW_MS,
);

onEmbedded(
  "a second process is refused with the pid of the first",
  async () => {
    const dataDir = await migratedFolder();
    const { child, lines } = start(dataDir);
    await until(() => lines.includes("open"));
    const second = openStore({ databaseUrl: null, dataDir, log });
    await expect(second).rejects.toThrow(StoreError);
    await expect(second).rejects.toThrow(`in use by the process ${child.pid} `);

    await kill(child);
    await (await openStore({ databaseUrl: null, dataDir, log })).close();
  },
  SLOW_MS,
);

onEmbedded(
  "of many processes that start at once one gets the database",
  async () => {
    const dataDir = await migratedFolder();
    const { child: dead, lines: said } = start(dataDir);
    await until(() => said.includes("open"));
    await kill(dead);

    const contenders = Array.from({ length: 4 }, () => start(dataDir));
    await until(() => contenders.every(({ lines }) => lines.length > 0));
    const winners = contenders.filter(({ lines }) => lines[0] === "open");
    expect(winners).toHaveLength(1);
    for (const { lines } of contenders.filter((each) => !winners.includes(each))) {
      expect(lines[0]).toContain(`in use by the process ${winners[0]?.child.pid}`);
    }
  },
  SLOW_MS,
);

onEmbedded(
  "a kill during the first start leaves a folder that works",
  async () => {
    const dataDir = await newFolder();
    for (const delayMs of [300, 900, 1800]) {
      const { child } = start(dataDir);
      await sleep(delayMs);
      await kill(child);
    }
    const store = await openStore({ databaseUrl: null, dataDir, log });
    expect(await store.db.user.count()).toBe(1);
    await store.close();
    expect(await readdir(dataDir)).toEqual(["pg"]);
  },
  SLOW_MS,
);

test("a folder that cannot be written to is one clear line", async () => {
  const folder = await newFolder();
  const file = join(folder, "file");
  await writeFile(file, "");
  const opening = openStore({ databaseUrl: null, dataDir: join(file, "data"), log });
  await expect(opening).rejects.toThrow(StoreError);
  await expect(opening).rejects.toThrow(/^DATA_DIR cannot be ".*data": .*ENOTDIR.*$/);
});

test("a folder with something else in the database's place is left alone", async () => {
  const dataDir = await newFolder();
  await mkdir(join(dataDir, "pg"));
  await writeFile(join(dataDir, "pg", "notes.txt"), "mine");
  await expect(openStore({ databaseUrl: null, dataDir, log })).rejects.toThrow(/no database/);
  expect(await readdir(join(dataDir, "pg"))).toEqual(["notes.txt"]);
  expect(await readdir(dataDir)).toEqual(["pg"]);
});

onEmbedded("a database that is damaged is one clear line, and the lock is free", async () => {
  const dataDir = await migratedFolder();
  await writeFile(join(dataDir, "pg", "PG_VERSION"), "9.6\n");
  for (let tries = 0; tries < 2; tries++) {
    const opening = openStore({ databaseUrl: null, dataDir, log });
    await expect(opening).rejects.toThrow(/^The database in .* cannot be opened: .*$/);
  }
});
