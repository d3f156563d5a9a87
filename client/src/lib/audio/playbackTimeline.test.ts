import { expect, test } from "vitest";
import { PlaybackTimeline } from "./playbackTimeline.ts";

test("pieces follow each other without a gap", () => {
  const timeline = new PlaybackTimeline();
  const first = timeline.add("a", 0.1, 5);
  expect(first).toBeGreaterThan(5);
  expect(timeline.add("a", 0.1, 5.01)).toBeCloseTo(first + 0.1, 9);
});

test("a piece that comes late starts a little after now, and the gap is not counted as played", () => {
  const timeline = new PlaybackTimeline();
  timeline.add("a", 0.1, 0);
  expect(timeline.add("a", 0.1, 2)).toBeGreaterThan(2);
  expect(timeline.playedMs("a", 3)).toBe(200);
});

test("what was played grows with the clock and ends with the audio", () => {
  const timeline = new PlaybackTimeline();
  const start = timeline.add("a", 1, 0);
  expect(timeline.playedMs("a", 0)).toBe(0);
  expect(timeline.playedMs("a", start + 0.25)).toBe(250);
  expect(timeline.playedMs("a", start + 9)).toBe(1000);
});

test("replies wait for each other and are counted apart", () => {
  const timeline = new PlaybackTimeline();
  const start = timeline.add("a", 1, 0);
  timeline.add("b", 1, 0);
  expect(timeline.current(start + 0.5)).toBe("a");
  expect(timeline.current(start + 1.5)).toBe("b");
  expect(timeline.playedMs("b", start + 1.5)).toBe(500);
  expect(timeline.current(start + 2)).toBeNull();
});

test("a stop keeps what was heard and forgets the rest", () => {
  const timeline = new PlaybackTimeline();
  const start = timeline.add("a", 1, 0);
  timeline.add("a", 1, 0);
  timeline.stop(start + 0.3);
  expect(timeline.playedMs("a", start + 9)).toBe(300);
  expect(timeline.current(start + 0.3)).toBeNull();
});
