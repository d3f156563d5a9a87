import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { v8Flags } from "./become.mjs";
import { inRoot, pinnedNode } from "./paths.mjs";

test("a program takes the place of the process that starts it, and gives the exit code", async () => {
  const program = "console.log(JSON.stringify([process.pid, process.execArgv, process.env.TOLD]))";
  const child = spawn(
    pinnedNode,
    [inRoot("scripts", "node.mjs"), "--eval", `${program}; process.exitCode = 7`],
    { env: { ...process.env, TOLD: "as it was" }, stdio: ["ignore", "pipe", "inherit"] },
  );
  const ended = once(child, "close");
  const said: unknown = JSON.parse(await text(child.stdout));
  expect(said).toEqual([child.pid, expect.arrayContaining(v8Flags), "as it was"]);
  expect(await ended).toEqual([7, null]);
});
