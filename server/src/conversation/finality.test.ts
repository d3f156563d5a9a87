import { expect, test } from "vitest";
import { finalityOf } from "./finality.ts";

const isCommand = (text: string): boolean => /^show version history\b/i.test(text);
const sounds = (text: string) => finalityOf(text, isCommand);

test.each([
  "I want to add CSV export to the billing portal.",
  "Who is it for?",
  "Yes.",
  "I think so.",
  "That is what I would like!",
  'He said "ship it."',
  "About 20 hours.",
  "show version history",
  "",
])("%j is finished", (text) => {
  expect(sounds(text)).toBe("finished");
});

test.each([
  "Finance needs an export and",
  "Finance needs an export and.",
  "It is slow because",
  "We want to ship it so",
  "Put it into the",
  "It should filter by date,",
  "Well, um...",
  "Well, um.",
  "First the export –",
  "My number is five five five",
  "My number is 5 5.",
  "It is spelled B I L",
  "It takes about twenty",
  "Go to example dot",
])("%j goes on", (text) => {
  expect(sounds(text)).toBe("unfinished");
});

test.each(["an export for the finance team", "version three", "priority high", "plan b"])(
  "%j could be either",
  (text) => {
    expect(sounds(text)).toBe("unsure");
  },
);
