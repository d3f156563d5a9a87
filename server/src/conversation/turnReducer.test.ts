import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Message } from "@voiceplan/protocol";
import {
  beginTurn,
  reduceTurn,
  type TurnEffect,
  type TurnInput,
  type TurnState,
} from "./turnReducer.ts";

const replyId = "11111111-1111-4111-8111-111111111111";
const sourceId = "22222222-2222-4222-8222-222222222222";
const message: Message = { id: sourceId, role: "user", content: "Hello", modality: "voice" };
const problem = { code: "planner_failed", message: "It broke.", retryable: true } as const;

function run(spoken: boolean, inputs: TurnInput[]): { state: TurnState; effects: TurnEffect[] } {
  let state = beginTurn(replyId, { voiced: true, spoken });
  const effects: TurnEffect[] = [];
  for (const input of inputs) {
    const [next, more] = reduceTurn(state, input);
    state = next;
    effects.push(...more);
  }
  return { state, effects };
}

/** Effects in short: what an event is of, otherwise the effect's own name. */
function outline(effects: TurnEffect[]): string[] {
  return effects.map((effect) => {
    if (effect.type === "keep") return `keep ${effect.outcome}: ${effect.text}`;
    if (effect.type !== "emit") return effect.type;
    return effect.body.type === "state" ? effect.body.state : effect.body.type;
  });
}

describe("a turn", () => {
  test("that is spoken goes from hearing to speaking and ends when all was said", () => {
    const { state, effects } = run(true, [
      { type: "begun" },
      { type: "words", message },
      { type: "text", delta: "Hi." },
      { type: "speechStarted" },
      { type: "textDone" },
      { type: "speechDone" },
    ]);
    expect(state.phase).toBe("ended");
    expect(outline(effects)).toEqual([
      "transcribing",
      "thinking",
      "reply.started",
      "answer",
      "reply.text",
      "speak",
      "speaking",
      "finishSpeech",
      "keep completed: Hi.",
    ]);
  });

  test("that nobody listens to ends with its text", () => {
    const { effects } = run(false, [
      { type: "words", message },
      { type: "text", delta: "Hi." },
      { type: "textDone" },
    ]);
    expect(outline(effects)).not.toContain("speak");
    expect(outline(effects).at(-1)).toBe("keep completed: Hi.");
  });

  test("that is stopped aborts and keeps what was heard, not what was generated", () => {
    const { effects } = run(true, [
      { type: "words", message },
      { type: "text", delta: "One sentence. Another one." },
      { type: "stopped", heard: "One sentence." },
    ]);
    expect(outline(effects).slice(-2)).toEqual(["abort", "keep interrupted: One sentence."]);
  });

  test("that is stopped while it was only read keeps what was on the screen", () => {
    const { effects } = run(false, [
      { type: "words", message },
      { type: "text", delta: "Half of" },
      { type: "stopped", heard: null },
    ]);
    expect(outline(effects)).toContain("keep interrupted: Half of");
  });

  test("whose voice fails says so and goes on as text", () => {
    const { effects } = run(true, [
      { type: "words", message },
      { type: "speechFailed", problem: { ...problem, code: "speech_failed" } },
      { type: "text", delta: "Still here." },
      { type: "textDone" },
    ]);
    expect(outline(effects)).toContain("problem");
    expect(outline(effects)).not.toContain("speak");
    expect(outline(effects)).toContain("keep completed: Still here.");
  });

  test("whose planner fails keeps its words and names the problem", () => {
    const { effects } = run(false, [
      { type: "words", message },
      { type: "text", delta: "I will" },
      { type: "failed", problem },
    ]);
    expect(outline(effects).slice(-3)).toEqual(["abort", "problem", "keep failed: I will"]);
  });

  test("about silence answers nothing", () => {
    const { effects } = run(true, [{ type: "begun" }, { type: "silence" }]);
    expect(outline(effects)).toEqual(["transcribing", "listening"]);
  });

  test("about words that nobody understood says so", () => {
    const { effects } = run(true, [{ type: "misheard", sourceId, problem, say: "Again?" }]);
    expect(outline(effects)).toEqual(["problem", "reply.started", "say"]);
  });

  test("ends once, whatever comes after and in whatever order", () => {
    const input: fc.Arbitrary<TurnInput> = fc.oneof(
      fc.constant<TurnInput>({ type: "begun" }),
      fc.constant<TurnInput>({ type: "words", message }),
      fc.constant<TurnInput>({ type: "silence" }),
      fc.string().map((delta): TurnInput => ({ type: "text", delta })),
      fc.constant<TurnInput>({ type: "textDone" }),
      fc.constant<TurnInput>({ type: "speechDone" }),
      fc.constant<TurnInput>({ type: "stopped", heard: "x" }),
      fc.constant<TurnInput>({ type: "failed", problem }),
    );
    fc.assert(
      fc.property(fc.boolean(), fc.array(input), (spoken, inputs) => {
        const names = outline(run(spoken, inputs).effects);
        const kept = names.filter((name) => name.startsWith("keep"));
        expect(kept.length).toBeLessThanOrEqual(1);
        if (kept.length > 0) expect(names.at(-1)).toBe(kept[0]);
      }),
    );
  });
});
