import { describe, expect, test } from "vitest";
import type { Recollection } from "../recall.ts";
import { answerFromThePast, asksAboutThePast, similarPlan } from "./past.ts";

const recollection: Recollection = {
  source: {
    ...{ kind: "plan", id: "a", title: "Payments", url: "/plans/a" },
    projectId: "p",
  },
  project: "Shop",
  heading: "Shop › Decisions",
  text: "- [x] We use **Mollie**, because of iDEAL\n- [ ] Cards later",
  at: new Date("2025-03-09T10:00:00Z"),
};

test.each([
  ["What did we decide about billing last spring?", true],
  ["Do you remember the payment provider?", true],
  ["which database did we choose", true],
  ["Why was the export planned that way?", true],
  ["I want to add CSV export to the billing portal", false],
  ["What can you do?", false],
  ["The last column should be the tax", false],
])("%s asks about the past: %s", (text, asks) => {
  expect(asksAboutThePast(text)).toBe(asks);
});

describe("the past in words for the ear", () => {
  test("a plan is named with its project and what it says, without marks", () => {
    expect(answerFromThePast([recollection])?.say).toBe(
      "The plan Payments in Shop says: We use Mollie, because of iDEAL. Cards later.",
    );
  });

  test("a long passage is cut at a sentence", () => {
    const text = "This is a sentence of some length about payments. ".repeat(10);
    const said = answerFromThePast([{ ...recollection, text }])?.say ?? "";
    expect(said.length).toBeLessThan(280);
    expect(said).toMatch(/\.$/);
  });

  test("nothing is said where nothing is remembered", () => {
    expect(answerFromThePast([])).toBeNull();
    expect(similarPlan([], null)).toBeNull();
  });

  test("a decision and a lesson are told as what they are", () => {
    const told = (kind: "decision" | "lesson") => {
      const source = { ...recollection.source, kind };
      return answerFromThePast([{ ...recollection, source, text: "Commas are out" }])?.say;
    };
    expect(told("decision")).toBe("In Shop it was decided: Commas are out.");
    expect(told("lesson")).toBe("In Shop it was learned: Commas are out.");
  });

  test("a similar plan is told with a lesson from its project, where one is about it", () => {
    const source = { ...recollection.source, kind: "lesson" as const, id: "l" };
    const lesson = { ...recollection, source, text: "Ask finance first" };
    const similar = similarPlan([recollection, lesson], null);
    expect(similar?.say).toMatch(/in March 2025\. There it was learned: Ask finance first\.$/);
    expect(similar?.sources.map(({ id }) => id)).toEqual(["a", "l"]);
  });

  test("a similar plan is one of another project, with its month", () => {
    expect(similarPlan([recollection], null)?.say).toBe(
      "You planned something like it before: Payments in Shop, in March 2025.",
    );
    expect(similarPlan([{ ...recollection, project: "Payments" }], null)?.say).toBe(
      "You planned something like it before: Payments, in March 2025.",
    );
    const at = "2025-01-01T00:00:00.000Z";
    const open = {
      ...{ id: "p", name: "Shop", description: "", tags: [], repositoryPath: null },
      ...{ status: "active" as const, createdAt: at, updatedAt: at },
    };
    expect(similarPlan([recollection], open)).toBeNull();
  });
});
