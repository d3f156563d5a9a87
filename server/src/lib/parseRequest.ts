import type { z } from "zod";

/** Something that came in has the wrong shape, and where. A wrong shape within the server is no such. */
export class InvalidRequest extends Error {
  override readonly name = "InvalidRequest";
  readonly issues: readonly { field: string; message: string }[];

  constructor(error: z.ZodError) {
    const issues = error.issues.map(({ path, message }) => ({ field: path.join("."), message }));
    super(
      issues.map(({ field, message }) => (field ? `${field}: ${message}` : message)).join("; "),
    );
    this.issues = issues;
  }
}

/** Parses what a client sent. Throws an InvalidRequest. */
export function parseRequest<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new InvalidRequest(parsed.error);
  return parsed.data;
}
