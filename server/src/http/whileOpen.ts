import type { Response } from "express";

/** Aborted when the client goes away before it has its answer. */
export function whileOpen(response: Response): AbortSignal {
  const gone = new AbortController();
  response.on("close", () => gone.abort(new DOMException("The client is gone.", "AbortError")));
  return gone.signal;
}
