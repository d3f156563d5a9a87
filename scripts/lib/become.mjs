import { existsSync } from "node:fs";
import { pinnedNode } from "./paths.mjs";
import { run } from "./run.mjs";

/**
 * V8 loses track of the code of WebAssembly that comes and goes, and ends the process ("jit_page.has_value()",
 * nodejs/node#64500), where the processor guards code pages by keys. Elsewhere it does not know the flag.
 */
export const v8Flags =
  process.platform === "linux" && process.arch === "x64" ? ["--no-memory-protection-keys"] : [];

/**
 * Runs a program of ours on the pinned Node in place of this process. Where no process can be replaced,
 * it runs as a child, and this resolves with its exit code.
 * @param {readonly string[]} program a file and its arguments
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>}
 */
export async function become(program, env = process.env) {
  // The image has no pinned Node beside the one it is made of.
  const node = existsSync(pinnedNode) ? pinnedNode : process.execPath;
  const args = [...v8Flags, ...program];
  if (process.execve === undefined || process.platform === "win32") return run(node, args, { env });
  return process.execve(node, [node, ...args], env);
}
