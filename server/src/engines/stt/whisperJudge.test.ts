import { describe, expect, test } from "vitest";
import { judge, type Segment } from "./whisperJudge.ts";

const said = (text: string, more: Partial<Segment> = {}): Segment => ({
  text,
  start: 0,
  end: 2,
  no_speech_prob: 0.02,
  avg_logprob: -0.2,
  compression_ratio: 1.1,
  ...more,
});
const textOf = (...segments: Segment[]): string | null =>
  judge(segments.map((segment) => segment.text).join(""), segments, 4_000).hypotheses[0]?.text ??
  null;

describe("is kept", () => {
  test("what was said with confidence", () => {
    expect(textOf(said(" Show my"), said(" projects."))).toBe("Show my projects.");
  });
  test("what Whisper is unsure of while it heard somebody", () => {
    expect(textOf(said("mumble mumble", { avg_logprob: -1.6 }))).toBe("mumble mumble");
  });
  test("what it is sure of although it doubts that it was speech: a quiet voice", () => {
    expect(textOf(said("Save this plan.", { no_speech_prob: 0.95 }))).toBe("Save this plan.");
  });
  test("a real thank you", () => {
    expect(textOf(said("Thank you."))).toBe("Thank you.");
  });
  test("a word said twice, and a list that packs well", () => {
    expect(textOf(said("No, no."))).toBe("No, no.");
    const list = "Test the login, test the logout, test the signup, test the reset.";
    expect(textOf(said(list, { compression_ratio: 2.6 }))).toBe(list);
  });
});

describe("is dropped", () => {
  test("what it is unsure of and doubts that it was speech", () => {
    const weak = { no_speech_prob: 0.8, avg_logprob: -1.2 };
    expect(textOf(said("And so on.", weak))).toBeNull();
    expect(textOf(said(" Save it."), said(" And so on.", weak))).toBe("Save it.");
  });
  test("the usual inventions when the evidence is weak", () => {
    expect(textOf(said("Thanks for watching!", { no_speech_prob: 0.5 }))).toBeNull();
    expect(textOf(said(" you", { avg_logprob: -0.9 }))).toBeNull();
  });
  test("words that go round in circles", () => {
    const circle = "I'm going to go to the store. ".repeat(12);
    expect(textOf(said(circle, { compression_ratio: 8 }))).toBeNull();
  });
  test("notes and marks", () => {
    expect(textOf(said("[Music]"))).toBeNull();
    expect(textOf(said("(applause)"))).toBeNull();
    expect(textOf(said(" ... "))).toBeNull();
  });
});

test("without segments only marks and endless repetition are dropped", () => {
  const heard = (text: string, ms: number): number => judge(text, [], ms).hypotheses.length;
  expect(heard("Thank you.", 1_000)).toBe(1);
  expect(heard("  ", 1_000)).toBe(0);
  expect(heard("[BLANK_AUDIO]", 1_000)).toBe(0);
  expect(heard("so so so so ".repeat(30), 1_000)).toBe(0);
});

test("confidence is the likelihood of the words, weighted by their time", () => {
  const { hypotheses } = judge(
    "",
    [said("a", { avg_logprob: 0 }), said("b", { avg_logprob: -1 })],
    4_000,
  );
  expect(hypotheses[0]?.confidence).toBeCloseTo(Math.exp(-0.5));
  expect(judge("", [said("a", { avg_logprob: null })], 4_000).hypotheses[0]?.confidence).toBeNull();
});
