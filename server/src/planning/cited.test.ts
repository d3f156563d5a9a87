import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { citedSources } from "./cited.ts";
import type { Recollection } from "./recall.ts";

const recollection = (title: string, project: string, text: string): Recollection => ({
  source: { kind: "plan", id: randomUUID(), title, projectId: randomUUID(), url: "/plans/x" },
  project,
  heading: project,
  text,
  at: new Date(0),
});
const past = [
  recollection(
    "Exports",
    "Billing portal",
    "Semicolons separate columns because spreadsheets in Germany expect them.",
  ),
  recollection("Rollout", "Weather station", "Pilot with three farms first."),
];
const cited = (reply: string, message = "and now?"): string[] =>
  citedSources(reply, message, past).map(({ title }) => title);

test("a reply goes back to what it names", () => {
  expect(cited("As in the billing portal, I would begin with CSV.")).toEqual(["Exports"]);
  expect(cited("Rollout went well there.")).toEqual(["Rollout"]);
  expect(cited("Both the billing portal and the weather station had that.")).toHaveLength(2);
});

test("a reply goes back to what it says in the same words", () => {
  expect(cited("Use semicolons between the columns, spreadsheets expect them.")).toEqual([
    "Exports",
  ]);
});

test("a decision is meant by its own words, not by the name of its project", () => {
  const [decision] = past.map((one) => ({
    ...one,
    source: { ...one.source, kind: "decision" as const },
  }));
  if (!decision) throw new Error("There is no past.");
  expect(citedSources("The billing portal is open.", "hello", [decision])).toEqual([]);
  const reply = "You decided on semicolons between the columns.";
  const short = { ...decision, text: "Semicolons between columns" };
  expect(citedSources(reply, "hello", [short])).toEqual([short.source]);
});

test("what was said is meant by its words, and not by being called a conversation", () => {
  const [first] = past;
  if (!first) throw new Error("There is no past.");
  const source = { ...first.source, kind: "message" as const, title: "Conversation" };
  const said = { ...first, source, project: null };
  expect(citedSources("Shall we go on with our conversation?", "hello", [said])).toEqual([]);
  expect(citedSources("Semicolons: spreadsheets in Germany.", "hello", [said])).toEqual([source]);
});

test("what the person said, or a word here and there, is no source", () => {
  expect(cited("Who is it for?")).toEqual([]);
  expect(cited("Which columns should it have?")).toEqual([]);
  expect(cited("Semicolons separate columns, fine.", "semicolons separate columns")).toEqual([]);
});
