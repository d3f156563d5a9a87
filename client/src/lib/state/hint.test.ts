import type { EngineStatus } from "@voiceplan/protocol";
import { expect, test } from "vitest";
import { hintOf, type HintInputs } from "./hint.ts";

const none: EngineStatus = { engine: null, quality: "none", why: "", limits: "", better: null };
const inputs: HintInputs = {
  microphone: "off",
  isSilent: false,
  mode: "hands-free",
  recogniser: none,
  hasOwnRecogniser: false,
};

test("while nothing on the server recognises speech, it says what happens instead", () => {
  expect(hintOf(inputs)).toBe("No speech recognition here: type instead");
  expect(hintOf({ ...inputs, hasOwnRecogniser: true })).toContain("the browser's is used");
});

test("what the microphone needs comes before what the recogniser cannot", () => {
  const recogniser: EngineStatus = { ...none, quality: "limited", limits: "Commands only." };
  const on: HintInputs = {
    ...inputs,
    microphone: "on",
    recogniser: { ...recogniser, engine: "x" },
  };
  expect(hintOf(on)).toBe("Commands only.");
  expect(hintOf({ ...on, mode: "push-to-talk" })).toContain("Hold the button");
  expect(hintOf({ ...on, mode: "push-to-talk", isSilent: true })).toContain("No sound");
});

test("there is nothing to say where all is well, or nothing is known yet", () => {
  expect(hintOf({ ...inputs, recogniser: { ...none, engine: "x", quality: "full" } })).toBe("");
  expect(hintOf({ ...inputs, recogniser: undefined })).toBe("");
});
