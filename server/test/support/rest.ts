import type { z } from "zod";

/** What is at the path, parsed. Throws when it is answered with anything but 200. */
export async function getJson<S extends z.ZodType>(
  url: string,
  path: string,
  shape: S,
): Promise<z.infer<S>> {
  const response = await fetch(new URL(path, url));
  const body: unknown = await response.json();
  if (response.status !== 200) throw new Error(`${path}: ${JSON.stringify(body)}`);
  return shape.parse(body);
}
