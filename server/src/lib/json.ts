import { storableText } from "@voiceplan/protocol";
import { z } from "zod";

const JsonObject = z.record(z.string(), z.json());
export type JsonObject = z.infer<typeof JsonObject>;

/** How NUL and half a surrogate pair stand in JSON. */
const UNSTORABLE = /\\u(?:0000|d[89a-f])/;

/** Whether every text in it is as a store can hold it. */
export const isStorable = (json: string): boolean => !UNSTORABLE.test(json);

/** What it says, with every text as a store can hold it. */
export function parseStorable(json: string): unknown {
  if (isStorable(json)) return JSON.parse(json);
  return JSON.parse(json, (_, value: unknown) =>
    typeof value === "string" ? storableText(value) : value,
  );
}

/** An object as it comes out of a store again: without what JSON does not know. */
export function toJsonObject(value: object): JsonObject {
  return JsonObject.parse(parseStorable(JSON.stringify(value)));
}
