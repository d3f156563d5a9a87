import { expect, test } from "vitest";
import { plainWords } from "./plainWords.ts";

test.each([
  ["**Bold** and `code`.", "Bold and code."],
  ["- [ ] Write the tests", "Write the tests"],
  ["## Rollout", "Rollout"],
  ["See [the guide](https://example.org/a/b).", "See the guide."],
  ["Look at https://www.example.org/long/path?x=1 later", "Look at example.org later"],
  ["Call `save()` or `a.b = {c: [d(e)]}` now.", "Call save() or this code now."],
])("%j is spoken as %j", (markdown, words) => {
  expect(plainWords(markdown)).toBe(words);
});
