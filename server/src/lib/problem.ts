import type { ProblemCode, WireProblem } from "@voiceplan/protocol";

interface ProblemOptions {
  /** Whether the same request may succeed later. */
  retryable?: boolean;
  /** How long the other side asked to be left alone, in milliseconds. */
  retryAfterMs?: number;
  /** What went wrong underneath; for the log, never for the wire. */
  cause?: unknown;
  /** What a client needs beside the message to go on; JSON, over HTTP only. */
  details?: Record<string, unknown>;
}

/**
 * The one error this server throws on purpose. `message` is for the person: what happened and what to
 * do. Whatever else is thrown is a fault of ours, and the person is told no details.
 */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly code: ProblemCode;
  readonly retryable: boolean;
  readonly retryAfterMs: number | null;
  readonly details: Record<string, unknown>;

  constructor(code: ProblemCode, message: string, options: ProblemOptions = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.retryable = options.retryable ?? false;
    this.retryAfterMs = options.retryAfterMs ?? null;
    this.details = options.details ?? {};
  }

  /** The part of it that may leave the server. */
  toWire(): WireProblem {
    return { code: this.code, message: this.message, retryable: this.retryable };
  }

  /** `error` if it already is a problem; otherwise an `internal` one with it as the cause. */
  static from(error: unknown): Problem {
    if (error instanceof Problem) return error;
    return new Problem("internal", "Something went wrong on the server. Try again.", {
      retryable: true,
      cause: error,
    });
  }
}
