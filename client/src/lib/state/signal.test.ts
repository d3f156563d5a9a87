import { expect, test } from "vitest";
import { signalOf, type SignalInputs } from "./signal.ts";

const quiet: SignalInputs = {
  microphone: "off",
  attention: "always",
  isMuted: false,
  hearing: false,
  playing: false,
  conversation: "listening",
};

test("with the microphone off it is off, whatever the server waits for", () => {
  expect(signalOf(quiet)).toBe("off");
});

test("with the microphone on it listens", () => {
  expect(signalOf({ ...quiet, microphone: "on" })).toBe("listening");
});

test("it says speaking only while something is to be heard", () => {
  expect(signalOf({ ...quiet, conversation: "speaking" })).toBe("off");
  expect(signalOf({ ...quiet, playing: true })).toBe("speaking");
});

test("the person's voice comes before the reply's, and the reply's before thinking", () => {
  const busy: SignalInputs = { ...quiet, microphone: "on", conversation: "thinking" };
  expect(signalOf(busy)).toBe("thinking");
  expect(signalOf({ ...busy, playing: true })).toBe("speaking");
  expect(signalOf({ ...busy, playing: true, hearing: true })).toBe("hearing");
});

test("what needs the person comes first", () => {
  expect(signalOf({ ...quiet, microphone: "needs", playing: true })).toBe("needs");
});

test("an open microphone that nobody listens to says so, and why", () => {
  const closed: SignalInputs = { ...quiet, microphone: "on", attention: "never" };
  expect(signalOf(closed)).toBe("ready");
  expect(signalOf({ ...closed, isMuted: true })).toBe("muted");
});
