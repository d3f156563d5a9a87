import { describe, expect, test } from "vitest";
import { Interruption } from "./interruption.ts";

describe("when somebody speaks, the reply", () => {
  test("is held at the first sound", () => {
    expect(new Interruption().started("a", 0)).toBe("hold");
  });

  test("goes on after a cough", () => {
    const interruption = new Interruption();
    interruption.started("a", 0);
    expect(interruption.cancelled("a")).toBe("speak");
  });

  test("waits until it is known what was said, however long that takes", () => {
    const interruption = new Interruption();
    interruption.started("a", 0);
    expect(interruption.ended("a")).toBe("hold");
    expect(interruption.nextAtMs).toBeNull();
    expect(interruption.at(60_000)).toBe("hold");
    expect(interruption.understood("a", "nothing")).toBe("speak");
  });

  test("ends when there are words", () => {
    const interruption = new Interruption();
    interruption.started("a", 0);
    interruption.ended("a");
    expect(interruption.understood("a", "words")).toBe("stop");
    expect(interruption.at(0)).toBe("speak");
  });

  test("ends when somebody goes on and on, before there are words; and once only", () => {
    const interruption = new Interruption();
    interruption.started("a", 0);
    const stances = Array.from({ length: 40 }, (_, at) => interruption.heard("a", 100, at * 100));
    expect(stances.indexOf("stop")).toBe(30);
    expect(stances.lastIndexOf("stop")).toBe(30);
  });

  test("waits for everybody who speaks", () => {
    const interruption = new Interruption();
    interruption.started("a", 0);
    interruption.started("b", 10);
    expect(interruption.cancelled("a")).toBe("hold");
    expect(interruption.cancelled("b")).toBe("speak");
  });

  test("goes on when whoever began to speak is not heard of any more", () => {
    const interruption = new Interruption();
    interruption.started("a", 0);
    interruption.heard("a", 100, 2000);
    expect(interruption.nextAtMs).toBe(7000);
    expect(interruption.at(6999)).toBe("hold");
    expect(interruption.at(7000)).toBe("speak");
  });

  test("is not ended by words that nobody began, nor held by what came twice or late", () => {
    const interruption = new Interruption();
    expect(interruption.understood("a", "words")).toBe("speak");
    expect(interruption.heard("a", 9000, 0)).toBe("speak");
    expect(interruption.cancelled("a")).toBe("speak");
    interruption.started("b", 0);
    interruption.ended("b");
    expect(interruption.cancelled("b")).toBe("hold");
  });
});
