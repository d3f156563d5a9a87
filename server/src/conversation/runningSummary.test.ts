import { randomUUID } from "node:crypto";
import type { Message } from "@voiceplan/protocol";
import { expect, test } from "vitest";
import { runningSummary } from "./runningSummary.ts";

const said = (role: Message["role"], content: string): Message => ({
  id: randomUUID(),
  role,
  content,
  modality: "voice",
});

test("a summary goes on with what the person said, in their words and a line each", () => {
  const summary = runningSummary("- It is for the finance team", [
    said("user", "They need the tax\nper line"),
    said("assistant", "Noted. What else does it need?"),
    said("user", "yes please"),
  ]);
  expect(summary).toBe("- It is for the finance team\n- They need the tax per line");
  expect(runningSummary(summary, [])).toBe(summary);
});

test("a summary that is too long loses what was said first", () => {
  let summary = "";
  for (let number = 1; number <= 200; number += 1) {
    summary = runningSummary(summary, [
      said("user", `Wish number ${number} ${"word ".repeat(60)}`),
    ]);
  }
  expect(summary.length).toBeLessThanOrEqual(4000);
  expect(summary).toContain("number 200 ");
  expect(summary).not.toContain("number 1 ");
});
