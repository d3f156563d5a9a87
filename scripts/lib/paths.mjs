import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url));

/** A path inside the project, absolute. @param {...string} parts */
export const inRoot = (...parts) => join(root, ...parts);

/** The pinned runtime, which `npm ci` brings; the system's Node only starts it. */
export const pinnedNode = inRoot("node_modules", ".bin", "node");
