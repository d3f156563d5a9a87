import { test } from "vitest";
import { testServer } from "./database.ts";

type Declare = (promise: string, body: () => Promise<void>, timeoutMs?: number) => void;

// The suite runs over both databases. What is about one of them does not exist on the other, instead
// of counting as skipped.

/** Declares a test that only a database server can pass. */
export const onServer: Declare = (promise, body, timeoutMs) => {
  if (testServer !== null) test(promise, body, timeoutMs);
};

/** Declares a test that is about the embedded database. */
export const onEmbedded: Declare = (promise, body, timeoutMs) => {
  if (testServer === null) test(promise, body, timeoutMs);
};
