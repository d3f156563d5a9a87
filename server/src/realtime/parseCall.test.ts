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
  expect(parseCall(["x", "a".repeat(500), new Uint8Array(1000)]).bytes).toBe(1500);
  expect(parseCall(["x", { deep: { text: "a".repeat(500) } }]).bytes).toBe(500);
});

test("takes any packet", () => {
  fc.assert(
    fc.property(fc.array(fc.anything()), (packet) => {
      expect(parseCall(packet).name).toBeTypeOf("string");
    }),
  );
});
