import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { WordFlow } from "./wordFlow.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function flow() {
  const passed: string[] = [];
  return { passed, words: new WordFlow((text) => passed.push(text)) };
}

test("the first words are passed on at once, those that follow together", () => {
  const { passed, words } = flow();
  words.push("Let ");
  words.push("us ");
  words.push("begin");
  expect(passed).toEqual(["Let "]);
  vi.advanceTimersByTime(80);
  expect(passed).toEqual(["Let ", "us begin"]);
});

test("words after a pause do not wait", () => {
  const { passed, words } = flow();
  words.push("One.");
  vi.advanceTimersByTime(200);
  words.push(" Two.");
  expect(passed).toEqual(["One.", " Two."]);
});

test("what is held is passed on before something else is told, and only once", () => {
  const { passed, words } = flow();
  words.push("a");
  words.push("b");
  words.flush();
  words.flush();
  vi.advanceTimersByTime(200);
  expect(passed).toEqual(["a", "b"]);
});
