import { expect, test } from "vitest";
import { isBackchannel } from "./backchannel.ts";

test.each([
  "mhm",
  "Mm-hmm.",
  "Uh-huh.",
  "uh huh",
  "Yeah",
  "Right.",
  "OK",
  "Okay, yeah.",
  "Hm, I see",
])("%s is said by somebody who listens", (text) => expect(isBackchannel(text)).toBe(true));

test.each([
  ...["Yes.", "No.", "Stop", "Okay, stop", "Right to left", "Yeah but what about the tests?"],
  ...["ok 5", "", "…", "Oklahoma", "uh huh mhm yeah ok right sure"],
])("%s is not", (text) => expect(isBackchannel(text)).toBe(false));

test("thousands of them end within the time of a test", () => {
  for (const sound of ["m", "mh", "uh ", "- ", "ok, "]) {
    expect(isBackchannel(`${sound.repeat(5000)}x`)).toBe(false);
  }
});
