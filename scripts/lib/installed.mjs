import { existsSync, readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { inRoot, pinnedNode } from "./paths.mjs";

/**
 * @typedef {Record<string, string>} Ranges
 * @typedef {{
 *   version?: string, integrity?: string, resolved?: string, optional?: boolean, link?: boolean,
 *   dependencies?: Ranges, devDependencies?: Ranges, optionalDependencies?: Ranges,
 * }} Entry
 * @typedef {{ packages: Record<string, Entry> }} Lock
 */

/** @param {string} path @returns {unknown} */
const readJson = (path) => JSON.parse(readFileSync(path, "utf8"));

/** @param {Entry} entry */
const ranges = ({ dependencies = {}, devDependencies = {}, optionalDependencies = {} }) => ({
  dependencies,
  devDependencies,
  optionalDependencies,
});

/**
 * Whether node_modules holds what package-lock.json names. npm writes its own record of an
 * installation as its last act, so an interrupted one does not count, and one that a person made
 * with `npm install` does. Optional packages may be absent: wrong platform, or a failed download.
 */
export function isInstalled() {
  const recordPath = inRoot("node_modules", ".package-lock.json");
  if (!existsSync(recordPath) || !existsSync(pinnedNode)) return false;
  const lock = /** @type {Lock} */ (readJson(inRoot("package-lock.json")));
  const record = /** @type {Lock} */ (readJson(recordPath));
  return Object.entries(lock.packages).every(([path, wanted]) => {
    if (!path.includes("node_modules/")) {
      const manifest = /** @type {Entry} */ (readJson(inRoot(path, "package.json")));
      return isDeepStrictEqual(ranges(manifest), ranges(wanted));
    }
    const found = record.packages[path];
    if (found === undefined) return wanted.optional === true;
    return found.version === wanted.version && found.integrity === wanted.integrity;
  });
}
