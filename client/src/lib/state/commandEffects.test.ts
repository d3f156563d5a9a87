import type { CommandName } from "@voiceplan/protocol";
import { expect, test } from "vitest";
import { conversationAskedFor, takeEffect, type CommandTarget } from "./commandEffects.ts";
import { emptyView, type View } from "./view.ts";

/** A page that writes down what was done to it. */
class Page implements CommandTarget {
  readonly done: string[] = [];
  rate = 1;
  volume = 1;
  setRate(rate: number): void {
    this.rate = rate;
  }
  setVolume(volume: number): void {
    this.volume = volume;
  }
  fallSilent(): void {
    this.done.push("silent");
  }
  showPlan(): void {
    this.done.push("plan");
  }
  listen(mode: string): void {
    this.done.push(mode);
  }
  download(path: string): void {
    this.done.push(path);
  }
}

function give(
  page: Page,
  command: CommandName,
  args: Record<string, string> = {},
  result: Record<string, string> = {},
): void {
  const numbered = { conversationId: "c", seq: 1, at: "2026-01-01T00:00:00Z" };
  const said = { sourceId: "m", result: { say: "", ...result } };
  takeEffect({ ...numbered, type: "command", command, args, ...said }, page);
}

test("goes as far as the voice goes, and no further", () => {
  const page = new Page();
  give(page, "speech.rate", { direction: "slower" });
  expect(page.rate).toBe(0.75);
  give(page, "speech.rate", { direction: "slower" });
  expect(page.rate).toBe(0.75);
  for (let count = 0; count < 9; count += 1) give(page, "speech.rate", { direction: "faster" });
  expect(page.rate).toBe(1.5);
});

test("becomes louder and quieter, and never silent", () => {
  const page = new Page();
  give(page, "speech.volume", { direction: "louder" });
  expect(page.volume).toBe(1.25);
  for (let count = 0; count < 9; count += 1) give(page, "speech.volume", { direction: "quieter" });
  expect(page.volume).toBe(0.25);
});

test.each<[CommandName, string]>([
  ["speech.stop", "silent"],
  ["speech.skip", "silent"],
  ["listening.stop", "off"],
  ["listening.start", "hands-free"],
  ["plan.open", "plan"],
  ["plan.read", "plan"],
])("%s", (command, effect) => {
  const page = new Page();
  give(page, command);
  expect(page.done).toEqual([effect]);
});

test("leaves the next section of a plan alone when the one before is skipped", () => {
  const page = new Page();
  give(page, "speech.skip", {}, { section: "Risks" });
  expect(page.done).toEqual([]);
});

test("fetches an export from this server and from nowhere else", () => {
  const page = new Page();
  give(page, "plan.export", {}, { url: "https://elsewhere.example/api/x" });
  give(page, "plan.export", {}, { url: "//elsewhere.example/api/x" });
  give(page, "plan.export", {}, { url: "/api/devplans/1/export?format=md" });
  expect(page.done).toEqual(["/api/devplans/1/export?format=md"]);
});

test("goes over to the new conversation when the reply to that has ended", () => {
  const at = "2026-01-01T00:00:00Z";
  const timings = null;
  const view: View = {
    ...emptyView,
    entries: [
      {
        ...{ kind: "command", id: "command:1", at, command: "conversation.new", sourceId: "m" },
        result: { say: "A new conversation.", conversationId: "next" },
      },
      { kind: "reply", id: "r", at, sourceId: "m", text: "", outcome: "completed", timings },
      { kind: "reply", id: "other", at, sourceId: "n", text: "", outcome: "completed", timings },
    ],
  };
  expect(conversationAskedFor(view, "r", () => true)).toBe("next");
  expect(conversationAskedFor(view, "r", () => false)).toBeNull();
  expect(conversationAskedFor(view, "other", () => true)).toBeNull();
});
