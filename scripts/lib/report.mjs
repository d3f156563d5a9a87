/** A failure whose message is all a person needs: shown as one line, without a stack. */
export class Failure extends Error {}

/** One line of progress. Goes to stderr, so that a command's own output can be piped. */
export function say(/** @type {string} */ text) {
  process.stderr.write(`${text}\n`);
}

/**
 * Runs `main` and exits with the code it returns; a `Failure` becomes one line and exit code 1.
 * @param {() => Promise<number>} main
 */
export async function runScript(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}
