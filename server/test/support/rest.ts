import type { z } from "zod";

/** What is at the path, parsed. Throws when it is refused. */
export async function getJson<S extends z.ZodType>(
  url: string,
  path: string,
  shape: S,
): Promise<z.infer<S>> {
  return parsed(path, await fetch(new URL(path, url)), shape);
}

/** What sending this to the path is answered with, parsed. Throws when it is refused. */
export async function postJson<S extends z.ZodType>(
  url: string,
  path: string,
  shape: S,
  body: object,
): Promise<z.infer<S>> {
  const headers = { "content-type": "application/json" };
  const init = { method: "POST", headers, body: JSON.stringify(body) };
  return parsed(path, await fetch(new URL(path, url), init), shape);
}

async function parsed<S extends z.ZodType>(
  path: string,
  response: Response,
  shape: S,
): Promise<z.infer<S>> {
  const body: unknown = await response.json();
  if (!response.ok) throw new Error(`${path}: ${JSON.stringify(body)}`);
  return shape.parse(body);
}
