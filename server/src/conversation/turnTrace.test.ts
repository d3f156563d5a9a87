import { expect, test } from "vitest";
import { TurnTrace } from "./turnTrace.ts";

test("what a turn never got to is null", () => {
  expect(new Set(Object.values(new TurnTrace().timings))).toEqual(new Set([null]));
});

test("a boundary that was passed before the input was complete counts as passed with it", () => {
  const trace = new TurnTrace();
  trace.begin("recognition");
  trace.end("recognition");
  trace.pass("firstTextMs");
  trace.inputEnded(480);
  expect(trace.timings).toMatchObject({ firstTextMs: 0, textDoneMs: null, silenceMs: 480 });
  expect(trace.timings.recognitionMs).not.toBeNull();
});

test("what is begun after the input was complete is not hidden by its silence", () => {
  const trace = new TurnTrace();
  trace.inputEnded(0);
  trace.begin("recognition");
  trace.end("recognition");
  expect(trace.timings.hiddenMs).toBe(0);
});

test("a turn that begins anew passes its boundaries anew", () => {
  const trace = new TurnTrace();
  trace.pass("firstTextMs");
  trace.restart();
  expect(trace.timings.firstTextMs).toBeNull();
});
