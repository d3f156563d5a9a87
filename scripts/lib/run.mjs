import { spawn } from "node:child_process";
import { constants } from "node:os";

/**
 * Passes on a signal that reaches only this process, and keeps it from ending this process before
 * the child has ended. Ctrl-C in a terminal reaches the child too, so it is not sent a second time.
 * @param {import("node:child_process").ChildProcess} child
 */
function forwardSignals(child) {
  const pass = (/** @type {NodeJS.Signals} */ signal) => {
    if (signal === "SIGINT" && process.stdin.isTTY) return;
    child.kill(signal);
  };
  const signals = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);
  for (const signal of signals) process.on(signal, pass);
  child.once("close", () => {
    for (const signal of signals) process.off(signal, pass);
  });
}

/**
 * Runs a program with the terminal's own stdio and resolves with its exit code (128 + n when a
 * signal ended it).
 * @param {string} program
 * @param {readonly string[]} args
 * @param {import("node:child_process").SpawnOptions} [options]
 * @returns {Promise<number>}
 */
export function run(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: "inherit", ...options });
    forwardSignals(child);
    child.once("error", reject);
    child.once("close", (code, signal) => {
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}

/**
 * Runs a program with its output held back, to be shown only when it fails. The code is null when a
 * signal ended it or it could not be started, which the output then says.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {import("node:child_process").SpawnOptions} options
 * @returns {Promise<{ code: number | null, output: string }>}
 */
export function runQuietly(program, args, options) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    forwardSignals(child);
    let output = "";
    const collect = (/** @type {Buffer} */ data) => (output += data.toString());
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.once("error", (error) => (output += `${error.message}\n`));
    child.once("close", (code) => resolve({ code, output }));
  });
}
