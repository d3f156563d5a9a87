import { execFileSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { Failure, say } from "./report.mjs";
import { run } from "./run.mjs";

const programs = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @param {readonly string[]} names */
function onPath(names) {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

// Asked anew each time: an installation in between changes the answer.
async function playwrights() {
  const { chromium } = await import("playwright-core");
  const path = chromium.executablePath();
  return existsSync(path) ? path : undefined;
}

async function installPlaywrights() {
  const cli = join(dirname(createRequire(import.meta.url).resolve("playwright-core")), "cli.js");
  say("chromium: not found, downloading Playwright's own");
  return (await run(process.execPath, [cli, "install", "chromium"])) === 0;
}

async function installDebians() {
  if (process.getuid?.() !== 0 || !existsSync("/etc/debian_version")) return false;
  say("chromium: installing the distribution's package");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const apt = (/** @type {string[]} */ ...args) => run("apt-get", ["-qq", ...args], { env });
  return (await apt("update")) === 0 && (await apt("install", "-y", "chromium")) === 0;
}

/** Whether it starts at all: a download may lack the system's libraries. @param {string} path */
function starts(path) {
  try {
    execFileSync(path, ["--version"], { stdio: "ignore", timeout: 30_000 });
    return true;
  } catch {
    return false;
  }
}

async function find() {
  const candidates = [onPath(programs), await playwrights()];
  return candidates.find((path) => path !== undefined && starts(path));
}

/**
 * The path of a Chromium that starts: CHROMIUM_PATH, the system's, or Playwright's own; when there
 * is none it installs one, Playwright's download first and then Debian's package.
 * @returns {Promise<string>}
 */
export async function findOrInstallChromium() {
  const given = process.env.CHROMIUM_PATH;
  if (given !== undefined && given !== "") {
    if (starts(given)) return given;
    throw new Failure(`CHROMIUM_PATH is "${given}", which does not start as a Chromium`);
  }
  const found =
    (await find()) ??
    ((await installPlaywrights()) ? await find() : undefined) ??
    ((await installDebians()) ? await find() : undefined);
  if (found !== undefined) return found;
  throw new Failure(
    "The browser tests need a Chromium: install the package chromium (or google-chrome), or set CHROMIUM_PATH to one.",
  );
}
