import { expect, test } from "vitest";
import { saidOnce } from "./saidOnce.ts";

const conversationId = "of-the-conversation";

function found(sourceKind: string, content: string, coverage: number) {
  const passage = {
    ...{ id: sourceKind, sourceKind, sourceId: sourceKind, projectId: null, planId: null },
    ...{ conversationId, version: null, isCurrent: true, title: "", heading: "", content },
    ...{ at: new Date(0), wordScore: null, matched: 0, similarity: null },
  };
  return { passage, score: 1, coverage, wordRank: 1, meaningRank: null };
}
const kinds = (...all: ReturnType<typeof found>[]): string[] =>
  saidOnce(all).map(({ passage }) => passage.sourceKind);

const decision = "We decided to use semicolons.";
const more = `${decision} The accountants open the files in Excel.`;

test("a message gives way to the decision that it tells", () => {
  expect(kinds(found("decision", decision, 1), found("message", more, 1))).toEqual(["decision"]);
  expect(
    kinds(found("decision", decision, 0.5), found("message", "we decided to use SEMICOLONS", 1)),
  ).toEqual(["decision"]);
});

test("a message that answers more of the query than its decision stays beside it", () => {
  const both = [found("decision", decision, 0.5), found("message", more, 1)];
  expect(kinds(...both)).toEqual(["decision", "message"]);
});
