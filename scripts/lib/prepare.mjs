import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname } from "node:path";
import { fingerprint } from "./fingerprint.mjs";
import { isInstalled } from "./installed.mjs";
import { withLock } from "./lock.mjs";
import { inRoot, pinnedNode, root } from "./paths.mjs";
import { Failure } from "./report.mjs";
import { step } from "./step.mjs";

const OLDEST_NODE = 20;
const OLDEST_NPM = 9;

/** `process.env` with what keeps the tools from calling home or downloading what is not used. */
const quiet = {
  ...process.env,
  CHECKPOINT_DISABLE: "1",
  PRISMA_HIDE_UPDATE_MESSAGE: "1",
  // `prisma generate` wants an engine that only `prisma migrate` would run: any program will do.
  PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
};

function checkVersions() {
  const node = process.versions.node;
  if (Number.parseInt(node, 10) < OLDEST_NODE) {
    throw new Failure(`Voiceplan needs Node ${OLDEST_NODE} or newer; this is Node ${node}.`);
  }
  const npm = /^npm\/(\d+)\S*/.exec(process.env.npm_config_user_agent ?? "");
  if (npm !== null && Number(npm[1]) < OLDEST_NPM) {
    throw new Failure(`Voiceplan needs npm ${OLDEST_NPM} or newer; this is ${npm[0]}.`);
  }
}

/**
 * @typedef {{
 *   isFresh: () => boolean,
 *   run: () => Promise<void>,
 * }} Step
 */

/** @type {Step} */
const install = {
  isFresh: isInstalled,
  run: async () => {
    // npm deletes node_modules first, and so must not run on the Node that is in there.
    const path = (process.env.PATH ?? "").split(delimiter);
    const PATH = path
      .filter((folder) => !folder.startsWith(inRoot("node_modules")))
      .join(delimiter);
    const flags = ["--loglevel=error", "--no-audit", "--no-fund", "--include=dev"];
    const options = { cwd: root, env: { ...quiet, PATH } };
    await step("install", "packages of package-lock.json", "npm", ["ci", ...flags], options);
    if (!isInstalled())
      throw new Failure("install failed: node_modules does not match the lock file.");
  },
};

/**
 * A step that is fresh while its inputs are what they were when it last succeeded.
 * @param {{ name: string, text: string, inputs: string[], except?: string[],
 *   outputs: string[], cwd: string, args: string[] }} what
 * @returns {Step}
 */
function derived({ name, text, inputs, except, outputs, cwd, args }) {
  const stamp = inRoot(".cache", "prepared", name);
  const current = () => fingerprint(inputs, except);
  return {
    isFresh: () =>
      [...outputs, stamp].every((path) => existsSync(path)) &&
      readFileSync(stamp, "utf8") === current(),
    run: async () => {
      // Taken before the work: a file that is saved meanwhile makes the result stale, not fresh.
      const before = current();
      rmSync(stamp, { force: true });
      await step(name, text, pinnedNode, args, { cwd, env: quiet });
      mkdirSync(dirname(stamp), { recursive: true });
      writeFileSync(`${stamp}.new`, before);
      renameSync(`${stamp}.new`, stamp);
    },
  };
}

const generate = derived({
  name: "generate",
  text: "the database client from prisma/schema.prisma",
  inputs: [
    inRoot("prisma", "schema.prisma"),
    inRoot("prisma.config.ts"),
    inRoot("package-lock.json"),
  ],
  outputs: [inRoot("server", "src", "store", "generated", "client.ts")],
  cwd: root,
  args: [inRoot("node_modules", "prisma", "build", "index.js"), "generate"],
});

const build = derived({
  name: "build",
  text: "the web client",
  inputs: [inRoot("client"), inRoot("protocol"), inRoot("package-lock.json")],
  except: ["build", ".svelte-kit", "node_modules"].map((name) => inRoot("client", name)),
  // The second is where the build keeps the types of the pages; an installation sweeps it away.
  outputs: [
    inRoot("client", "build", "index.html"),
    inRoot("client", "node_modules", "$app", "tsconfig.json"),
  ],
  cwd: inRoot("client"),
  args: [inRoot("node_modules", "vite", "bin", "vite.js"), "build"],
});

const steps = { install, generate, build };

/**
 * Installs, generates and builds what is missing or out of date, and says so.
 * @param {readonly (keyof typeof steps)[]} [names]
 */
export async function prepare(names = ["install", "generate", "build"]) {
  checkVersions();
  const wanted = names.map((name) => steps[name]);
  if (wanted.every((step) => step.isFresh())) return;
  await withLock(inRoot(".cache", "prepare.lock"), async () => {
    for (const step of wanted) if (!step.isFresh()) await step.run();
  });
}
