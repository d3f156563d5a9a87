import { expect, test } from "vitest";
import { Endpointing } from "./endpointing.ts";

test("while somebody speaks there is no end in sight", () => {
  expect(new Endpointing().endsInMs(1000)).toBeNull();
});

test("silence is the end when it has lasted long enough", () => {
  const endpointing = new Endpointing();
  endpointing.silence(1000);
  expect(endpointing.endsInMs(1000)).toBe(600);
  expect(endpointing.endsInMs(1599)).toBe(1);
  expect(endpointing.endsInMs(1700)).toBe(0);
});

test("speech that goes on takes the end back", () => {
  const endpointing = new Endpointing();
  endpointing.silence(1000);
  endpointing.silence(null);
  expect(endpointing.endsInMs(9000)).toBeNull();
});
