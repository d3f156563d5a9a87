import type { paths } from "@octokit/openapi-types";
import { emptyMetadata, type Plan, type PlanVersion } from "@voiceplan/protocol";
import { parse as parseCsv } from "csv-parse/sync";
import { parse as parseHtml } from "parse5";
import { extractText } from "unpdf";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { parsePlan } from "../planMarkdown.ts";
import { exporters } from "./index.ts";
import { workItemsOf } from "./workItems.ts";

const content = `# Export “für alle” — Экспорт

Says *what* it **does**, with \`code\` and a [link](https://example.org/a?b=1&c=2).

## Approach

### Phase 1: Settle

1. First
2. Second

- [ ] Choose the columns, "all" of them
  - [x] Ask finance; they know
- [x] Write \`export.ts\`

\`\`\`ts
const a = "- [ ] no task";
\`\`\`

| Column | Type |
| ------ | ---: |
| Zoë    |    1 |

## Rollout

- [ ] =SUM(A1) is no formula
- a plain point

<script>alert(1)</script> [bad](javascript:alert(1)) ![x](https://example.org/x.png)
`;

const at = "2026-03-01T10:00:00.000Z";
const plan: Plan = {
  id: "0b9c5a7e-3f1d-4a52-9d7a-0c8f5e1b2a3d",
  projectId: "0b9c5a7e-3f1d-4a52-9d7a-0c8f5e1b2a3d",
  title: "Export “für alle” — Экспорт",
  status: "in_progress",
  currentVersion: 3,
  progress: { done: 2, total: 4 },
  createdAt: at,
  updatedAt: at,
};
const version: PlanVersion = {
  planId: plan.id,
  number: 3,
  changeSummary: "",
  author: "user",
  conversationId: null,
  messageId: null,
  createdAt: at,
  content,
  sections: parsePlan(content).sections,
  metadata: { ...emptyMetadata, estimatedHours: 20, priority: "high" },
};

async function write(format: string, markdown = content): Promise<string | Uint8Array> {
  const exporter = exporters.find((one) => one.format === format);
  if (!exporter) throw new Error(`There is no format ${format}.`);
  return exporter.write({ plan, version: { ...version, content: markdown } });
}

const text = async (format: string): Promise<string> => z.string().parse(await write(format));

const tasks = [
  'Choose the columns, "all" of them',
  "Ask finance; they know",
  "Write export.ts",
  "=SUM(A1) is no formula",
];

test("the tasks of a plan are its checkboxes, with the headings above them", () => {
  const items = workItemsOf(content);
  expect(items.map(({ title }) => title)).toEqual(tasks);
  expect(items.map(({ isDone }) => isDone)).toEqual([false, true, true, false]);
  expect(items[0]?.path).toEqual(["Approach", "Phase 1: Settle"]);
  expect(items[3]?.path).toEqual(["Rollout"]);
});

test("Markdown is the plan's own text behind its metadata", async () => {
  expect(await text("md")).toBe(`---\nestimatedHours: 20\npriority: high\n---\n\n${content}`);
});

test("JSON has everything", async () => {
  expect(JSON.parse(await text("json"))).toEqual({ ...plan, version });
});

describe("Jira's CSV", () => {
  test("has an epic and a task for each checkbox in it", async () => {
    const rows = z
      .array(z.record(z.string(), z.string()))
      .parse(parseCsv(await text("jira"), { columns: true }));
    expect(rows[0]).toMatchObject({
      "Issue Type": "Epic",
      Summary: plan.title,
      Description: content,
    });
    expect(rows.slice(1).map((row) => row["Parent Id"])).toEqual(["1", "1", "1", "1"]);
    expect(rows.slice(1).map((row) => row.Status)).toEqual(["To Do", "Done", "Done", "To Do"]);
    expect(rows[1]).toMatchObject({
      Summary: tasks[0],
      Priority: "High",
      Labels: "phase-1-settle",
    });
  });

  test("gives a spreadsheet nothing to run", async () => {
    const rows = z.array(z.array(z.string())).parse(parseCsv(await text("jira")));
    for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+@]/);
  });
});

test("Trello's JSON has a list for each heading and a card for each task in one of them", async () => {
  const id = z.string().regex(/^[0-9a-f]{24}$/);
  const board = z
    .object({
      id,
      name: z.string(),
      lists: z.array(z.object({ id, idBoard: id, name: z.string(), pos: z.number() })),
      cards: z.array(
        z.object({ id, idBoard: id, idList: id, name: z.string(), dueComplete: z.boolean() }),
      ),
    })
    .parse(JSON.parse(await text("trello")));
  expect(board.cards.map(({ name }) => name)).toEqual(tasks);
  expect(board.lists.map(({ name }) => name)).toEqual(["Approach: Phase 1: Settle", "Rollout"]);
  const lists = new Set(board.lists.map((list) => list.id));
  expect(board.cards.every(({ idList }) => lists.has(idList))).toBe(true);
  expect(new Set(board.cards.map((card) => card.id)).size).toBe(board.cards.length);
});

test("GitHub's issues are what its API takes, and leave out what is done", async () => {
  type Body =
    paths["/repos/{owner}/{repo}/issues"]["post"]["requestBody"]["content"]["application/json"];
  const Issue = z.strictObject({
    title: z.string(),
    body: z.string(),
    labels: z.array(z.string()),
  }) satisfies z.ZodType<Body>;
  const { issues } = z.object({ issues: z.array(Issue) }).parse(JSON.parse(await text("github")));
  expect(issues.map(({ title }) => title)).toEqual([plan.title, tasks[0], tasks[3]]);
});

test("HTML is well formed, and runs and fetches nothing that the plan says", async () => {
  const page = await text("html");
  const errors: string[] = [];
  parseHtml(page, { onParseError: ({ code }) => errors.push(code) });
  expect(errors).toEqual([]);
  expect(page).not.toMatch(/<script|<img|href="javascript/i);
  expect(page).toContain("<code>export.ts</code>");
  expect(page).toContain("Экспорт");
});

test.each(["kbd", "code", "pre", "script", "b"])(
  "in HTML what stands in <%s> is text as well",
  async (tag) => {
    const image = "<img/src=x onerror=alert(1)>";
    const page = z
      .string()
      .parse(await write("html", `# Plan\n\nPress <${tag}>${image}</${tag}>\n`));
    expect(page).not.toMatch(/<img/i);
    expect(page).toContain("onerror=alert(1)");
  },
);

describe("PDF", () => {
  const read = async (markdown: string) => {
    const file = z.instanceof(Uint8Array).parse(await write("pdf", markdown));
    const { text: pages } = await extractText(new Uint8Array(file));
    return pages.map((page) => page.replace(/\s+/g, " "));
  };

  test("has the words, the tasks, the code and the table, in any alphabet", async () => {
    const [page = ""] = await read(content);
    for (const words of [
      "für alle",
      "Экспорт",
      "☐",
      "☑",
      "export.ts",
      "Zoë",
      "20 hours",
      "no task",
    ]) {
      expect(page).toContain(words);
    }
  });

  test("numbers its pages", async () => {
    const pages = await read(
      `# Long\n\n${"A paragraph of some length. ".repeat(40)}\n\n`.repeat(12),
    );
    expect(pages.length).toBeGreaterThan(2);
    pages.forEach((page, index) => expect(page).toContain(`${index + 1} / ${pages.length}`));
  });
});
