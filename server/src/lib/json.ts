import { z } from "zod";

const JsonObject = z.record(z.string(), z.json());
export type JsonObject = z.infer<typeof JsonObject>;

/** An object as it comes out of JSON again: without what JSON does not know. */
export function toJsonObject(value: object): JsonObject {
  const plain: unknown = JSON.parse(JSON.stringify(value));
  return JsonObject.parse(plain);
}
