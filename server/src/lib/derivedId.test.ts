import { Id } from "@voiceplan/protocol";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { derivedId } from "./derivedId.ts";

test("the same message and purpose give the same id, and any other pair gives another", () => {
  const id = derivedId("a", "project");
  expect(derivedId("a", "project")).toBe(id);
  expect(derivedId("a", "plan")).not.toBe(id);
  expect(derivedId("b", "project")).not.toBe(id);
});

test("every derived id is an id of the protocol", () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.string(),
      (message, purpose) => Id.safeParse(derivedId(message, purpose)).success,
    ),
  );
});
