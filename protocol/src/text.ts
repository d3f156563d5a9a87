import { z } from "zod";

/**
 * A string that every store can hold: Postgres keeps neither NUL nor half a surrogate pair, so the
 * first is dropped and the second becomes U+FFFD before anything else looks at the text.
 */
export function Text() {
  return z.string().overwrite((text) => text.replaceAll("\0", "").toWellFormed());
}
