import { randomUUID } from "node:crypto";
import { link, readFile, rename, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { z } from "zod";
import { codeOf, StoreError } from "./storeError.ts";

const Holder = z.object({
  /** Unique for each time the lock is taken. */
  token: z.uuid(),
  pid: z.int(),
  host: z.string(),
  /** Tells a process from a later one with the same pid; null where the system does not say. */
  started: z.string().nullable(),
});
type Holder = z.infer<typeof Holder>;

export interface Lock {
  release(): Promise<void>;
}

/**
 * Takes the lock that the file at `path` stands for, for this process. A lock whose process is gone is
 * taken over. Throws a StoreError that names the holder when another process has it, and the file
 * system's error when the file cannot be written.
 *
 * Only one process can win: the file appears complete (it is linked, not written, into its place), and
 * a stale one is replaced only by whoever holds the lock on that very stale one.
 */
export async function takeLock(path: string): Promise<Lock> {
  const own: Holder = {
    token: randomUUID(),
    pid: process.pid,
    host: hostname(),
    started: await startOf(process.pid),
  };
  const draft = `${path}.${own.token}`;
  await writeFile(draft, `${JSON.stringify(own)}\n`, { flag: "wx" });
  try {
    await settle(path, draft);
  } finally {
    await rm(draft, { force: true });
  }
  return {
    async release() {
      if ((await readHolder(path))?.token === own.token) await rm(path, { force: true });
    },
  };
}

async function settle(path: string, draft: string): Promise<void> {
  for (;;) {
    if (await linked(draft, path)) return;
    const holder = await readHolder(path);
    if (holder === null) continue;
    if (await isRunning(holder)) throw inUse(path, holder);
    const takeover = await takeLock(`${path}.${holder.token}.takeover`);
    try {
      if ((await readHolder(path))?.token !== holder.token) continue;
      await rename(draft, path);
      return;
    } finally {
      await takeover.release();
    }
  }
}

async function linked(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

/** Null when there is no lock any more. Throws for a file that is no lock of ours. */
async function readHolder(path: string): Promise<Holder | null> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return null;
    throw error;
  }
  try {
    return Holder.parse(JSON.parse(text));
  } catch (cause) {
    throw new StoreError(`${path} is no lock file of Voiceplan. Remove it if no Voiceplan runs.`, {
      cause,
    });
  }
}

function inUse(path: string, holder: Holder): StoreError {
  if (holder.host === hostname()) {
    return new StoreError(
      `The database is in use by the process ${holder.pid} (${path}). Stop that one first, or set another DATA_DIR.`,
    );
  }
  return new StoreError(
    `The database is in use by the process ${holder.pid} on ${holder.host}. If that one no longer runs, remove ${path}.`,
  );
}

/** A process of another host cannot be asked, so it counts as running. */
async function isRunning(holder: Holder): Promise<boolean> {
  if (holder.host !== hostname()) return true;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if (codeOf(error) === "ESRCH") return false;
  }
  const started = await startOf(holder.pid);
  return started === null || holder.started === null || started === holder.started;
}

/** When a process started, as Linux tells it: the boot, and the ticks since then. */
async function startOf(pid: number): Promise<string | null> {
  try {
    const boot = await readFile("/proc/sys/kernel/random/boot_id", "utf8");
    const stat = await readFile(`/proc/${pid}/stat`, "utf8");
    // The name of the program, in parentheses, may hold anything; the 20th field behind it is the time.
    const ticks = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
    return ticks === undefined ? null : `${boot.trim()}-${ticks}`;
  } catch {
    return null;
  }
}
