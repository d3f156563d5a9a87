import { test } from "vitest";
import { testServer } from "./database.ts";

type Declare = (promise: string, body: () => Promise<void>, timeoutMs?: number) => void;

/**
 * Declares a test that only a database server can pass. The suite runs over both databases, so on
 * the embedded one it does not exist, instead of counting as skipped.
 */
export const onServer: Declare = (promise, body, timeoutMs) => {
  if (testServer !== null) test(promise, body, timeoutMs);
};
