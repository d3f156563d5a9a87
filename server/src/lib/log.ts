import { pino, type Logger } from "pino";

export type Log = Logger;

/** What people say goes only into these fields, which are readable only where that is asked for. */
const speech = ["text", "transcript", "content", "*.text", "*.transcript", "*.content"];
/** These never leave the process readable. */
const secrets = ["apiKey", "*.apiKey"];

export function createLog(level: string, options: { speech?: boolean } = {}): Log {
  const paths = options.speech === true ? secrets : [...secrets, ...speech];
  return pino({
    level,
    base: null,
    redact: { paths, censor: "[kept out of the log]" },
    serializers: { err: outline },
  });
}

/** What an error is, without what libraries hang on it: a parser's error holds the whole request. */
function outline(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack, cause } = error;
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  return { type: name, message, code, stack, ...(cause ? { cause: outline(cause) } : {}) };
}
