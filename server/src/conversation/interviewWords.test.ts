import { describe, expect, test } from "vitest";
import { commands } from "../commands/index.ts";
import { CommandRouter } from "../commands/router.ts";
import { controlOf } from "../planning/guided/understand/control.ts";
import { interviewWords } from "./interviewWords.ts";

const router = new CommandRouter(commands);

function meaning(content: string, unheard = ""): string | null {
  const match = router.interpret(content, { projects: [] });
  if (!match) throw new Error(`"${content}" is no command`);
  return interviewWords(match, { content }, { lastReply: { text: "Who is it for?", unheard } });
}

describe("while an interview waits for an answer", () => {
  test.each([
    ["skip that please", "skip"],
    ["you can skip this one", "skip"],
    ["stop", "pause"],
    ["wait a moment", "pause"],
  ])("%s is for the interview: %s", (text, control) => {
    expect(controlOf(meaning(text) ?? "")).toBe(control);
  });

  test("stop silences a reply that was being spoken", () => {
    expect(meaning("stop", "Who is it for?")).toBeNull();
    expect(meaning("skip", "Who is it for?")).toBe("skip");
  });

  test.each([
    ["finish the plan", "that's all"],
    ["CSV export", "CSV export"],
    ["a PDF export", "a PDF export"],
  ])("%s is about the plan that is being asked about: %s", (text, words) => {
    expect(meaning(text)).toBe(words);
  });

  test.each([
    "show my projects",
    "save this plan",
    "stop listening",
    "repeat that",
    "help",
    "export the plan as CSV",
    "mark the plan as completed",
  ])("%s is a command all the same", (text) => {
    expect(meaning(text)).toBeNull();
  });
});
