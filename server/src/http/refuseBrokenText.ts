import { isUtf8 } from "node:buffer";
import type { IncomingMessage } from "node:http";
import { Problem } from "../lib/problem.ts";

/** JSON is UTF-8; what is not would be kept with other letters than were sent. */
export function refuseBrokenText(
  _request: IncomingMessage,
  _response: unknown,
  body: Buffer,
): void {
  if (!isUtf8(body))
    throw new Problem("invalid_payload", "The body is not UTF-8. Send it again as UTF-8.");
}
