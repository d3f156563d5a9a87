import { z } from "zod";

/**
 * The text as every store can hold it: Postgres keeps neither NUL nor half a surrogate pair, so the
 * first is dropped and the second becomes U+FFFD.
 */
export function storableText(text: string): string {
  return text.replaceAll("\0", "").toWellFormed();
}

/** A string that every store can hold, made so before anything else looks at it. */
export function Text() {
  return z.string().overwrite(storableText);
}
