import type { WireProblem } from "@voiceplan/protocol";

/** A failure that can be told to the person as it is: `message` says what happened and what to do. */
export class ClientProblem extends Error {
  override readonly name = "ClientProblem";
  readonly code: string;
  readonly retryable: boolean;

  constructor(
    code: string,
    message: string,
    options: { retryable?: boolean; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.code = code;
    this.retryable = options.retryable ?? false;
  }

  static fromWire(problem: WireProblem): ClientProblem {
    return new ClientProblem(problem.code, problem.message, { retryable: problem.retryable });
  }

  static from(error: unknown): ClientProblem {
    if (error instanceof ClientProblem) return error;
    return new ClientProblem("internal", "Something went wrong in this page. Reload it.", {
      cause: error,
    });
  }
}
