import type { Request } from "express";
import { Problem } from "../lib/problem.ts";

interface Dated {
  id: string;
  updatedAt: string;
}

/** Names a project or a plan as it is now; another after every change. */
export function etagOf({ id, updatedAt }: Dated): string {
  return `"${id.slice(0, 8)}-${Date.parse(updatedAt).toString(36)}"`;
}

/** Throws a `precondition_failed` with both versions when the thing is not what the client saw. */
export type Precondition = (current: Dated) => void;

/** What `If-Match` asks for; nothing where it is left out. `sent` is what the client wanted. */
export function ifMatch(request: Request, sent: unknown): Precondition {
  const wanted = request.get("If-Match");
  return (current) => {
    if (wanted === undefined || wanted === "*" || wanted === etagOf(current)) return;
    throw new Problem(
      "precondition_failed",
      "Somebody else has changed it in the meantime. Look at their version and send yours again.",
      { details: { current, sent } },
    );
  };
}
