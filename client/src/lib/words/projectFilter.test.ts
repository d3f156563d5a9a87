import fc from "fast-check";
import { expect, test } from "vitest";
import {
  dayChoices,
  isNarrowed,
  projectAddress,
  projectQuery,
  projectSorts,
  projectStatuses,
  readProjectFilter,
} from "./projectFilter.ts";

const filters = fc.record({
  q: fc.string({ unit: "grapheme" }),
  status: fc.constantFrom(...projectStatuses, null),
  tag: fc.string({ unit: "grapheme" }),
  days: fc.constantFrom(...dayChoices, null),
  sort: fc.constantFrom(...projectSorts),
});

test("an address says what it was made of", () => {
  fc.assert(
    fc.property(filters, (filter) => {
      expect(readProjectFilter(new URLSearchParams(projectAddress(filter)))).toEqual(filter);
    }),
  );
});

test("everything there is needs no words", () => {
  const all = readProjectFilter(new URLSearchParams());
  expect(projectAddress(all)).toBe("");
  expect(isNarrowed(all)).toBe(false);
});

test("what an address says wrongly counts as not said", () => {
  const wrong = readProjectFilter(new URLSearchParams("status=lost&days=3&sort=colour"));
  expect(wrong).toEqual(readProjectFilter(new URLSearchParams()));
});

test("days are counted back from now", () => {
  const filter = readProjectFilter(new URLSearchParams("days=7&q=+"));
  const query = projectQuery(filter, Date.parse("2026-03-08T12:00:00Z"));
  expect(query.since).toBe("2026-03-01T12:00:00.000Z");
  expect(query.q).toBeUndefined();
});
