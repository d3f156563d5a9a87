import { describe, expect, test } from "vitest";
import { PlayClock } from "./playClock.ts";

describe("the clock of what is played", () => {
  test("plays what was sent as time goes by, and no more than that", () => {
    const clock = new PlayClock();
    clock.sent(1000, 0);
    expect([clock.playedMs(400), clock.aheadMs(400)]).toEqual([400, 600]);
    expect([clock.playedMs(5000), clock.aheadMs(5000)]).toEqual([1000, 0]);
  });

  test("time with nothing to play has played nothing", () => {
    const clock = new PlayClock();
    clock.sent(1000, 0);
    clock.sent(1000, 3000);
    expect(clock.playedMs(3500)).toBe(1500);
  });

  test("stands still while it is held", () => {
    const clock = new PlayClock();
    clock.sent(1000, 0);
    clock.hold(300);
    expect(clock.playedMs(9000)).toBe(300);
    clock.release(9000);
    expect(clock.playedMs(9200)).toBe(500);
  });

  test("knows for how long there has been nothing to play", () => {
    const clock = new PlayClock();
    clock.sent(1000, 0);
    expect(clock.quietMs(900)).toBe(0);
    expect(clock.quietMs(1200)).toBe(200);
    expect(clock.quietMs(1500)).toBe(500);
  });
});
