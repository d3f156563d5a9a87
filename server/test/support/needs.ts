import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/**
 * Whether a test that needs an external program may run: `test.runIf(needs("ffmpeg"))(...)`.
 * Takes a name looked up on PATH. With NO_SKIP=1, as in CI, a missing program is an error
 * instead of a skipped test, so a gap in the machine cannot pass for success.
 */
export function needs(program: string): boolean {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  if (folders.some((folder) => isExecutable(join(folder, program)))) return true;
  if (process.env.NO_SKIP === "1") {
    throw new Error(`${program} is not on PATH, and NO_SKIP=1 forbids skipping the tests for it`);
  }
  return false;
}
