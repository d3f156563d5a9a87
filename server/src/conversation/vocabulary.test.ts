import { expect, test } from "vitest";
import { termsOf } from "./vocabulary.ts";

test("the terms of a plan are its names, acronyms and identifiers, the most frequent first", () => {
  const plan = `# CSV export

Export through the Stripe API, then load it into Postgres 17. Ask Stripe about limits.

- [ ] Call parse_row for each row and keep utf8 names
`;
  expect(termsOf(plan)).toEqual(["Stripe", "API", "Postgres", "parse_row", "utf8"]);
});

test("plain words and the first word of a sentence are none", () => {
  expect(termsOf("Write the tests. Then run the tests.")).toEqual([]);
});
