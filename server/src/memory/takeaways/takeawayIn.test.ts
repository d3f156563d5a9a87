import type { TakeawayKind } from "@voiceplan/protocol";
import { describe, expect, test } from "vitest";
import { takeawaySentences } from "../../../test/support/takeawaySentences.ts";
import { takeawayIn } from "./takeawayIn.ts";

interface Score {
  precision: number;
  recall: number;
  f1: number;
}

function score(isMeant: (kind: TakeawayKind | null) => boolean): Score {
  let [right, found, meant] = [0, 0, 0];
  for (const [kind, sentence] of takeawaySentences) {
    const taken = takeawayIn(sentence)?.kind ?? null;
    found += Number(isMeant(taken));
    meant += Number(isMeant(kind));
    right += Number(isMeant(kind) && taken === kind);
  }
  const [precision, recall] = [right / found, right / meant];
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall) };
}

const wrong = (): string[] =>
  takeawaySentences.flatMap(([kind, sentence]) => {
    const taken = takeawayIn(sentence)?.kind ?? null;
    return taken === kind ? [] : [`${String(kind)}, taken as ${String(taken)}: ${sentence}`];
  });

describe("of a labelled list of sentences", () => {
  test("a third and more are false friends", () => {
    const none = takeawaySentences.filter(([kind]) => kind === null);
    expect(takeawaySentences.length).toBeGreaterThanOrEqual(120);
    expect(none.length).toBeGreaterThanOrEqual(takeawaySentences.length / 3);
  });

  test.each([
    ["decision", (kind: TakeawayKind | null) => kind === "decision"],
    ["lesson", (kind: TakeawayKind | null) => kind === "lesson"],
  ])("each %s that is found is one, and nearly all are found", (_, isMeant) => {
    const { precision, f1 } = score(isMeant);
    expect(precision, wrong().join("\n")).toBe(1);
    expect(f1, wrong().join("\n")).toBeGreaterThanOrEqual(0.95);
  });
});

describe("what is kept", () => {
  test.each([
    ["Okay, so um we decided to use **Postgres**.", "We decided to use Postgres."],
    ["remember that we agreed on semicolons", "We agreed on semicolons"],
    ["Decision: tokens expire after a day", "Tokens expire after a day"],
    ["Lessons learned: load tests come first.", "Load tests come first."],
    ["We’ll use the [auth service](https://example.com).", "We'll use the auth service."],
  ])("are the person's own words: %s", (said, kept) => {
    expect(takeawayIn(said)?.text).toBe(kept);
  });

  test("a sentence without end is cut", () => {
    const text = takeawayIn(`We decided to use ${"very ".repeat(150)}long names.`)?.text ?? "";
    expect(text.length).toBeLessThanOrEqual(402);
    expect(text.endsWith(" …")).toBe(true);
  });
});

test("of what is no sentence, however long, nothing is told", () => {
  for (const long of ["_", "a", "a-", "a'"].flatMap((part) => [
    part.repeat(400),
    part.repeat(5000),
  ])) {
    expect(takeawayIn(`The lesson from ${long}`)).toBeNull();
    expect(takeawayIn(`What we learned from ${long}`)).toBeNull();
  }
  expect(takeawayIn(`We decided to ${"really ".repeat(200)}use it`)).toBeNull();
});
