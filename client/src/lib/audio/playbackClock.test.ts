import { expect, test } from "vitest";
import type { Mark } from "./playbackBuffer.ts";
import { PlaybackClock } from "./playbackClock.ts";

function mark(replyId: string, frame: number, position: number, isRunning = true): Mark {
  return { replyId, frame, position, isRunning, buffered: 0, newest: 1, underruns: 0 };
}

test("knows what was heard at any time between marks", () => {
  const clock = new PlaybackClock();
  clock.add(mark("a", 1000, 0));
  expect(clock.heard("a", 900)).toBe(0);
  expect(clock.heard("a", 1234)).toBe(234);
  clock.add(mark("a", 1500, 500, false));
  expect(clock.heard("a", 1400)).toBe(400);
  expect(clock.heard("a", 9000)).toBe(500);
});

test("counts on after a rest", () => {
  const clock = new PlaybackClock();
  clock.add(mark("a", 0, 0));
  clock.add(mark("a", 100, 100, false));
  clock.add(mark("a", 300, 100));
  expect(clock.heard("a", 250)).toBe(100);
  expect(clock.heard("a", 350)).toBe(150);
});

test("remembers the reply before, which is heard until the next one is", () => {
  const clock = new PlaybackClock();
  clock.add(mark("a", 0, 0));
  clock.add(mark("b", 100, 0));
  expect(clock.playing(99)).toBe("a");
  expect(clock.playing(100)).toBe("b");
  expect(clock.heard("a", 150)).toBe(100);
  expect(clock.heard("b", 150)).toBe(50);
});

test("is over when the rest is heard, not when it is rendered", () => {
  const clock = new PlaybackClock();
  expect(clock.restsSince(0)).toBeNull();
  clock.add(mark("a", 0, 0));
  clock.add(mark("a", 100, 100, false));
  expect(clock.restsSince(99)).toBeNull();
  expect(clock.restsSince(100)?.replyId).toBe("a");
});

test("a stop freezes what was heard by then", () => {
  const clock = new PlaybackClock();
  clock.add(mark("a", 0, 0));
  clock.add(mark("b", 100, 0));
  clock.stop(130);
  expect(clock.heard("a", 900)).toBe(100);
  expect(clock.heard("b", 900)).toBe(30);
  expect(clock.playing(900)).toBeNull();
});
