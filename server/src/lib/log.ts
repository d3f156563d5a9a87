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
  return pino({ level, base: null, redact: { paths: redacted, censor: "[kept out of the log]" } });
}
