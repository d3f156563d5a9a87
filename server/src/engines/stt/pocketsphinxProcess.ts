import { spawn } from "node:child_process";
import { Problem } from "../../lib/problem.ts";

const timeLimitMs = 20_000;
/** Alternatives are searched for after the best hypothesis is known, sometimes without end. */
const alternativesLimitMs = 150;
const mostLog = 4_000_000;

/** The best hypothesis and how well it fits what was heard. */
export interface Fit {
  text: string;
  /** The logarithm of the acoustic likelihood, in the decoder's own unit. */
  score: number;
  /** Frames of 10 ms in which something other than silence was found. */
  speechFrames: number;
}

/**
 * Runs one decoder over the audio in an open file, its standard input, and returns how well the best
 * hypothesis fits. Ends the process when the signal is aborted, and then throws its reason.
 */
export async function decode(
  program: string,
  args: readonly string[],
  audio: number,
  signal: AbortSignal,
): Promise<Fit> {
  signal.throwIfAborted();
  const limit = AbortSignal.timeout(timeLimitMs);
  const stop = AbortSignal.any([signal, limit]);
  const child = spawn(program, args, { stdio: [audio, "ignore", "pipe"] });
  const kill = (): void => {
    child.kill("SIGKILL");
  };
  stop.addEventListener("abort", kill, { once: true });
  let log = "";
  let enough: NodeJS.Timeout | undefined;
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    if (log.length < mostLog) log += text;
    if (enough === undefined && best.test(log)) enough = setTimeout(kill, alternativesLimitMs);
  });
  try {
    const { promise, resolve, reject } = Promise.withResolvers<number | null>();
    child.on("error", reject);
    child.on("close", resolve);
    const code = await promise.catch((cause: unknown) => {
      throw failed("The built-in speech recogniser could not be started.", cause);
    });
    signal.throwIfAborted();
    if (limit.aborted) throw failed("The built-in speech recogniser took too long.", limit.reason);
    if (code !== 0 && !best.test(log))
      throw failed("The built-in speech recogniser failed.", lastErrors(log));
    return readFit(log);
  } finally {
    clearTimeout(enough);
    stop.removeEventListener("abort", kill);
  }
}

/** The best hypothesis as the decoder logs it, with its score; its segments follow. */
const best = /pocketsphinx\.c\(\d+\): (.*) \(-?\d+\)\n/;
/** Segments as the decoder logs them: word, first frame, last frame, posterior, acoustic score, … */
const segment = /^(\S+) +(\d+) +(\d+) +[\d.]+ +(-?\d+) +-?\d+ +\d+ *$/gm;

function readFit(log: string): Fit {
  let score = 0;
  let speechFrames = 0;
  for (const [, word = "", from, to, acoustic] of log.matchAll(segment)) {
    score += Number(acoustic);
    if (!/^[<[+(]|^SIL$/.test(word)) speechFrames += Number(to) - Number(from) + 1;
  }
  return { text: best.exec(log)?.[1]?.trim() ?? "", score, speechFrames };
}

function failed(message: string, cause: unknown): Problem {
  return new Problem("recognition_failed", message, { retryable: true, cause });
}

function lastErrors(log: string): string {
  return log
    .split("\n")
    .filter((line) => /ERROR|FATAL/.test(line))
    .slice(-3)
    .join("\n");
}
