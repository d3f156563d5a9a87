import fc from "fast-check";
import { expect, test } from "vitest";
import { parseCall } from "./parseCall.ts";

test("takes a request with a frame and an acknowledgement apart", () => {
  const acknowledge = () => undefined;
  const frame = new Uint8Array([1, 2]);
  const call = parseCall(["utterance.audio", { utteranceId: "x", seq: 0 }, frame, acknowledge]);
  expect(call).toMatchObject({ name: "utterance.audio", payload: { seq: 0 }, frame, acknowledge });
});

test("weighs binary and text", () => {
  const empty = parseCall(["x", {}]).bytes;
  expect(empty).toBeGreaterThan(0);
  expect(parseCall(["x", "a".repeat(500), new Uint8Array(1000)]).bytes).toBeGreaterThan(1500);
  expect(parseCall(["x", { deep: { text: "a".repeat(500) } }]).bytes).toBeGreaterThan(empty + 500);
  expect(parseCall(["x", { ["k".repeat(500)]: 1 }]).bytes).toBeGreaterThan(empty + 500);
});

test("weighs what is nested too deep as too much", () => {
  let deep: object = {};
  for (let depth = 0; depth < 50; depth += 1) deep = { deep };
  expect(parseCall(["x", deep]).bytes).toBe(Number.POSITIVE_INFINITY);
});

test("takes any packet", () => {
  fc.assert(
    fc.property(fc.array(fc.anything()), (packet) => {
      expect(parseCall(packet).name).toBeTypeOf("string");
    }),
  );
});
