import { pino, type Logger } from "pino";

export type Log = Logger;

/**
 * What people say and what keys they use go only into these fields, and these never leave the process
 * readable.
 */
const redacted = [
  "text",
  "transcript",
  "content",
  "apiKey",
  "*.text",
  "*.transcript",
  "*.content",
  "*.apiKey",
];

export function createLog(level: string): Log {
  return pino({
    level,
    base: null,
    redact: { paths: redacted, censor: "[kept out of the log]" },
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
