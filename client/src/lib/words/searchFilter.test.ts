import { expect, test } from "vitest";
import { readSearchFilter, searchAddress, type SearchFilter } from "./searchFilter.ts";

const nothing: SearchFilter = { q: "", kind: null, days: null, allVersions: false };

test("an address says what is looked for, and says it back", () => {
  const filter: SearchFilter = { q: "tax & co", kind: "plan", days: 30, allVersions: true };
  expect(readSearchFilter(new URLSearchParams(searchAddress(filter)))).toEqual(filter);
  expect(searchAddress(nothing)).toBe("");
});

test("what an address says wrongly counts as not said", () => {
  const query = new URLSearchParams("kind=planet&days=3&versions=some");
  expect(readSearchFilter(query)).toEqual(nothing);
});
