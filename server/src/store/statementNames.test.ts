import { expect, test } from "vitest";
import { StatementNames } from "./statementNames.ts";

test("a statement has a name from the second time on, and another has another", () => {
  const names = new StatementNames();
  expect(["SELECT 1", "SELECT 2"].map((sql) => names.nameOf(sql))).toEqual(["", ""]);
  const [one, two] = ["SELECT 1", "SELECT 2"].map((sql) => names.nameOf(sql));
  expect(one).not.toBe(two);
  expect(names.nameOf("SELECT 1")).toBe(one);
});

test("statements without end get a bounded number of names", () => {
  const names = new StatementNames();
  const named = new Set<string>();
  for (let at = 0; at < 5000; at += 1) {
    names.nameOf(`SELECT ${at}`);
    named.add(names.nameOf(`SELECT ${at}`));
  }
  expect(named.size).toBeLessThanOrEqual(301);
  expect(named).toContain("");
});

test.each([
  'SELECT "key" FROM "conversation_events" WHERE "key" IN ($1,$2,$3)',
  'INSERT INTO "messages" ("id","content") VALUES ($1,$2), ($3,$4)',
  "SELECT id FROM memory_chunks c ORDER BY c.embedding <=> $1::vector LIMIT $2",
  "SELECT id FROM memory_chunks c WHERE c.terms @@ $1::tsquery",
])("what comes in many texts, or is planned better by its values, has none: %s", (sql) => {
  const names = new StatementNames();
  expect([1, 2, 3].map(() => names.nameOf(sql))).toEqual(["", "", ""]);
});
