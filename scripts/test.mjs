// `npm test`: prepare, check, then every test. With arguments (`npm test -- --project unit retry`)
// only the tests they select run, without the checks.
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { inRoot, pinnedNode, root } from "./lib/paths.mjs";
import { prepare } from "./lib/prepare.mjs";
import { Failure, runScript, say } from "./lib/report.mjs";
import { run } from "./lib/run.mjs";

const resultsFile = inRoot(".cache", "test-results.json");

/**
 * What this reads of vitest's JSON report.
 * @typedef {{
 *   testResults: {
 *     name: string, status: string, message: string,
 *     assertionResults: { fullName: string, status: string }[],
 *   }[],
 * }} Report
 */

function readReport() {
  /** @type {unknown} */
  const parsed = JSON.parse(readFileSync(resultsFile, "utf8"));
  return /** @type {Report} */ (parsed);
}

/** @returns {{ passed: number, failed: number, skipped: string[] }} */
function count() {
  const files = readReport().testResults;
  const tests = files.flatMap(({ name, assertionResults }) =>
    assertionResults.map((test) => ({ ...test, file: name.replace(root, "") })),
  );
  const brokenFiles = files.filter(
    ({ status, assertionResults }) =>
      status === "failed" && !assertionResults.some((test) => test.status === "failed"),
  );
  const passed = tests.filter(({ status }) => status === "passed");
  const failed = tests.filter(({ status }) => status === "failed");
  const skipped = tests.filter(({ status }) => status !== "passed" && status !== "failed");
  return {
    passed: passed.length,
    failed: failed.length + brokenFiles.length,
    skipped: skipped.map(({ file, fullName }) => `${file}: ${fullName}`),
  };
}

await runScript(async () => {
  const args = process.argv.slice(2);
  await prepare();

  const checkCode =
    args.length > 0 ? 0 : await run(pinnedNode, [inRoot("scripts", "check.mjs")], { cwd: root });

  mkdirSync(inRoot(".cache"), { recursive: true });
  rmSync(resultsFile, { force: true });
  const vitest = [
    inRoot("node_modules", "vitest", "vitest.mjs"),
    "run",
    ...["--reporter=default", "--reporter=json", `--outputFile.json=${resultsFile}`],
    ...args,
  ];
  const testCode = await run(pinnedNode, vitest, { cwd: root });
  if (!existsSync(resultsFile)) throw new Failure("The test run ended without a report.");
  const { passed, failed, skipped } = count();

  for (const test of skipped) say(`skipped: ${test}`);
  const strict = process.env.NO_SKIP === "1" && skipped.length > 0;
  if (strict) say("NO_SKIP=1 forbids skipped tests.");
  if (checkCode !== 0) say("The checks failed: see above.");
  // A failure outside of any test, such as an unhandled rejection, counts as one.
  const failures = failed === 0 && testCode !== 0 ? 1 : failed;
  process.stdout.write(`${passed} passed, ${failures} failed, ${skipped.length} skipped\n`);
  return checkCode !== 0 || testCode !== 0 || strict ? 1 : 0;
});
