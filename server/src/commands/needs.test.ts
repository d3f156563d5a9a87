import { expect, test } from "vitest";
import { needsOf } from "./needs.ts";
import { parsePhrase } from "./phrase.ts";

test.each([
  ["open [the] plan", [["open"], ["plan"]]],
  ["(open | go to) {name}", [["open", "go"]]],
  ["(the old plan | plan) again", [["the", "plan"], ["again"]]],
  ["[please] ~now {name} #", [["now"]]],
  ["(# | one) hour", [["hour"]]],
  ["(rename & the plan)", [["rename"], ["the"], ["plan"]]],
])("what “%s” cannot do without", (phrase, needs) => {
  expect(needsOf(parsePhrase(phrase))).toEqual(needs);
});
