import {
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { say } from "./report.mjs";

const HEARTBEAT_MS = 2_000;
const STALE_MS = 20_000;

/** @param {unknown} error */
const codeOf = (error) =>
  error instanceof Error && "code" in error ? String(error.code) : undefined;

/** @param {string} file @returns {boolean} whether the lock is ours now */
function take(file) {
  // A link appears with its content, so nobody ever reads half a pid.
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    linkSync(mine, file);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(mine);
  }
}

/** The pid of a holder that lives, or undefined. @param {string} file */
function liveHolder(file) {
  try {
    const pid = Number(readFileSync(file, "utf8"));
    if (Date.now() - statSync(file).mtimeMs > STALE_MS) return undefined;
    process.kill(pid, 0);
    return pid;
  } catch (error) {
    if (codeOf(error) === "EPERM") return -1;
    return undefined;
  }
}

/**
 * Runs `work` while no other process that asks for the same file does. A holder that died, or shows
 * no sign of life for 20 s, is passed over.
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(file, work) {
  mkdirSync(dirname(file), { recursive: true });
  let told = false;
  while (!take(file)) {
    const holder = liveHolder(file);
    if (holder === undefined) {
      rmSync(file, { force: true });
      continue;
    }
    if (!told) say(`prepare: waiting for another run (pid ${holder}) to finish`);
    told = true;
    await sleep(200);
  }
  const heartbeat = setInterval(() => {
    const now = new Date();
    utimesSync(file, now, now);
  }, HEARTBEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    rmSync(file, { force: true });
  }
}
