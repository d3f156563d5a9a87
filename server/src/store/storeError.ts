/** The store cannot be opened. The message is one line for the person: what is wrong and what to do. */
export class StoreError extends Error {
  override readonly name = "StoreError";
}

/** What an error says, on one line. */
export function reason(error: unknown): string {
  const text =
    error instanceof Error ? error.message || codeOf(error) || error.name : String(error);
  return text.replace(/\s+/g, " ").trim();
}

/** The code that Node and Postgres put on their errors, such as `ENOENT` or `28P01`; null without one. */
export function codeOf(error: unknown): string | null {
  if (!(error instanceof Error) || !("code" in error)) return null;
  return typeof error.code === "string" ? error.code : null;
}
