import { expect, test } from "vitest";
import { JitterPolicy } from "./jitterPolicy.ts";

test("starts small, grows with what comes late, and no further than a quarter of a second", () => {
  const policy = new JitterPolicy();
  expect(policy.leadMs).toBe(50);
  policy.late(30);
  expect(policy.leadMs).toBe(80);
  for (let index = 0; index < 20; index += 1) policy.late(100);
  expect(policy.leadMs).toBe(240);
});

test("does not take a wait for the server for jitter", () => {
  const policy = new JitterPolicy();
  policy.late(2000);
  expect(policy.leadMs).toBe(50);
});

test("becomes small again while everything comes in time", () => {
  const policy = new JitterPolicy();
  policy.late(100);
  for (let index = 0; index < 20; index += 1) policy.calm();
  expect(policy.leadMs).toBeCloseTo(50, 0);
});
