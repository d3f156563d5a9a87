// Everything that can be said about the code without running it. `npm run check -- lint format`
// does only what it is told.
import { prepare } from "./lib/prepare.mjs";
import { inRoot, pinnedNode, root } from "./lib/paths.mjs";
import { Failure, runScript, say } from "./lib/report.mjs";
import { runQuietly } from "./lib/run.mjs";

const LANES = 2;

/** @param {string} name @returns {string} the program behind a command of node_modules/.bin */
const bin = (name) => inRoot("node_modules", ".bin", name);

/** @type {readonly { name: string, args: string[], cwd?: string }[]} in the order they start: longest first */
const checks = [
  { name: "lint", args: [bin("eslint"), "--max-warnings=0", "."] },
  { name: "types:client", cwd: "client", args: [bin("svelte-check"), "--fail-on-warnings"] },
  { name: "types:server", args: [bin("tsc"), "-p", "server"] },
  { name: "unused", args: [bin("knip")] },
  { name: "imports", args: [bin("depcruise"), "protocol", "server", "client"] },
  { name: "format", args: [bin("prettier"), "--check", "--log-level=warn", "."] },
  { name: "types:protocol", args: [bin("tsc"), "-p", "protocol"] },
  { name: "types:e2e", args: [bin("tsc"), "-p", "e2e"] },
  { name: "types:scripts", args: [bin("tsc"), "-p", "scripts"] },
];

/** @param {(typeof checks)[number]} check @returns {Promise<string | undefined>} its name if it failed */
async function perform({ name, args, cwd = "." }) {
  const startedAt = Date.now();
  const { code, output } = await runQuietly(pinnedNode, args, {
    cwd: inRoot(cwd),
    env: { ...process.env, FORCE_COLOR: process.stderr.isTTY ? "1" : "0" },
  });
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  if (code === 0) {
    say(`check ${name}: ok, ${seconds} s`);
    return undefined;
  }
  say(`check ${name}: FAILED, ${seconds} s\n${output.replaceAll(`${root}`, "").trimEnd()}`);
  return name;
}

await runScript(async () => {
  const wanted = process.argv.slice(2);
  const unknown = wanted.find((name) => !checks.some((check) => check.name.startsWith(name)));
  if (unknown !== undefined) {
    throw new Failure(`No check "${unknown}": ${checks.map(({ name }) => name).join(", ")}.`);
  }
  const queue = checks.filter(
    ({ name }) => wanted.length === 0 || wanted.some((prefix) => name.startsWith(prefix)),
  );
  await prepare(["install", "generate"]);
  // Writes the types of the routes, which the client's types and the linter's rules need.
  const sync = await runQuietly(pinnedNode, [bin("svelte-kit"), "sync"], { cwd: inRoot("client") });
  if (sync.code !== 0) throw new Failure(`${sync.output}check failed: svelte-kit sync`);

  /** @type {string[]} */
  const failed = [];
  const lane = async () => {
    for (let check = queue.shift(); check !== undefined; check = queue.shift()) {
      const name = await perform(check);
      if (name !== undefined) failed.push(name);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  if (failed.length > 0) throw new Failure(`check failed: ${failed.join(", ")}`);
  return 0;
});
