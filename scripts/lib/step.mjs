import { Failure, say } from "./report.mjs";
import { runQuietly } from "./run.mjs";

/** Shows what is being done and for how long; returns a function that ends it. @param {string} text */
function progress(text) {
  const startedAt = Date.now();
  const seconds = () => ((Date.now() - startedAt) / 1000).toFixed(1);
  if (!process.stderr.isTTY) {
    say(`${text} ...`);
    return () => say(`${text}: ${seconds()} s`);
  }
  const draw = () => process.stderr.write(`\r${text} ... ${seconds()} s`);
  draw();
  const timer = setInterval(draw, 500);
  return () => {
    clearInterval(timer);
    process.stderr.write(`\r\u001b[K${text}: ${seconds()} s\n`);
  };
}

/**
 * One step of the preparation, as one line with the seconds it took. When the program fails, all it
 * printed is shown and the last line says what failed.
 * @param {string} name what the step is called when it fails
 * @param {string} text what it does
 * @param {string} program
 * @param {readonly string[]} args
 * @param {import("node:child_process").SpawnOptions} options
 */
export async function step(name, text, program, args, options) {
  const end = progress(`${name}: ${text}`);
  const result = await runQuietly(program, args, options);
  end();
  if (result.code === 0) return;
  process.stderr.write(result.output);
  throw new Failure(`${name} failed: see the output above.`);
}
