import { createHash } from "node:crypto";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** @param {string} path @param {ReadonlySet<string>} except @param {(line: string) => void} add */
function visit(path, except, add) {
  if (except.has(path) || /\.test\.[jt]s$/.test(path)) return;
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return add(`${path} missing`);
  if (!stat.isDirectory()) return add(`${path} ${stat.size} ${stat.mtimeMs}`);
  for (const name of readdirSync(path).sort()) visit(join(path, name), except, add);
}

/**
 * A digest of names, sizes and modification times below the given files and folders. Reads no
 * contents, so that asking on every start costs nothing; tests do not count.
 * @param {readonly string[]} paths
 * @param {readonly string[]} [except]
 */
export function fingerprint(paths, except = []) {
  const hash = createHash("sha256");
  for (const path of paths) visit(path, new Set(except), (line) => hash.update(`${line}\n`));
  return hash.digest("hex");
}
