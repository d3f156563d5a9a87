import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import {
  call,
  callsEnd,
  ScriptedChat,
  type ScriptedAnswer,
  stop,
  words,
} from "../../engines/chat/port.double.ts";
import { Problem } from "../../lib/problem.ts";
import { memoryStore } from "../memoryPlans.double.ts";
import { PlannerRun } from "../plannerRun.double.ts";
import { AgentPlanner } from "./agentPlanner.ts";

const now = () => new Date(2025, 10, 21, 10);

function agent(answers: readonly ScriptedAnswer[]) {
  const chat = new ScriptedChat(answers);
  const store = memoryStore();
  const errors: string[] = [];
  const log = { error: (_: Record<string, unknown>, message: string) => void errors.push(message) };
  const planner = new AgentPlanner({ chat, ...store, log, now });
  return { chat, store, errors, planner, run: new PlannerRun(planner) };
}

const markdown = `# CSV export

## Overview

Add CSV export to the "billing" portal, for the accountants who close the month.
It saves them an afternoon of retyping numbers into a spreadsheet.

## Tasks

- [ ] Stream rows, so that a large export does not fill the memory of the server
- [ ] Quote cells with commas, quotes and line breaks \\ backslashes
`;
const draft = { title: "CSV export", markdown, estimatedHours: 20, priority: "high" };

describe("a turn of the agent", () => {
  test("remembers what the person decided, once for a message, and only for a project", async () => {
    const decided = { kind: "decision", text: "Semicolons separate the columns." };
    const round = [
      { deltas: [...call("remember", decided), callsEnd] },
      { deltas: [stop] },
    ] satisfies ScriptedAnswer[];
    const { run, chat, store } = agent([
      { deltas: [...call("remember", decided), callsEnd] },
      {
        deltas: [...words("Which project is it for?"), stop],
        expect: ({ messages }) => {
          expect(messages.at(-1)?.content).toContain("No project is open");
        },
      },
      { deltas: [...call("create_project", { name: "Billing" }), callsEnd] },
      { deltas: [...words("It is open."), stop] },
      ...round,
      ...round,
    ]);
    await run.say("we decided to use semicolons");
    await run.say("for a new project called Billing");
    const id = randomUUID();
    expect((await run.say("we decided to use semicolons", { id })).text).toBe(
      "I will remember that.",
    );
    await run.say("we decided to use semicolons", { id });
    expect(store.all.takeaways).toMatchObject([decided]);
    chat.done();
  });

  test("passes a plain reply on in pieces and writes nothing", async () => {
    const { run, chat, store } = agent([
      { deltas: [...words("Who is it for? Tell me more."), stop] },
    ]);
    const { text, of } = await run.say("I want CSV export");
    expect(text).toBe("Who is it for? Tell me more.");
    expect(of("text").length).toBeGreaterThan(2);
    expect(store.all.versions).toEqual([]);
    chat.done();
  });

  test("shows a plan while it is written, then saves it in a project named like it", async () => {
    const { run, chat, store } = agent([
      { deltas: [...words("I'll write it down."), ...call("draft_plan", draft), callsEnd] },
      {
        deltas: [...words("It is saved. What is missing?"), stop],
        expect: ({ messages }) => {
          expect(messages.at(-1)).toMatchObject({ role: "tool", toolCallId: "call_0" });
          expect(messages.at(-1)?.content).toContain("version 1");
          expect(messages.at(-2)).toMatchObject({ toolCalls: [{ name: "draft_plan" }] });
        },
      },
    ]);
    const { steps, of, text } = await run.say("create a plan for CSV export");
    const drafts = of("draft");
    expect(drafts.length).toBeGreaterThan(2);
    expect(drafts[0]?.markdown.length).toBeLessThan(markdown.length);
    for (const { markdown: shown } of drafts) expect(markdown.startsWith(shown)).toBe(true);
    expect(drafts.at(-1)?.markdown).toBe(markdown);
    expect(store.all.versions).toMatchObject([
      {
        content: markdown,
        metadata: { estimatedHours: 20, priority: "high" },
        author: "assistant",
      },
    ]);
    expect(store.all.projects).toMatchObject([{ name: "CSV export" }]);
    const kinds = steps.map(({ type }) => type);
    expect(kinds.indexOf("project")).toBeLessThan(kinds.indexOf("saved"));
    expect(text).toBe("I'll write it down. It is saved. What is missing?");
    chat.done();
  });

  test("revises one section, shows the whole plan meanwhile, and keeps the rest", async () => {
    const content =
      "- [ ] Load test with the largest customer, and watch the memory of the server\n- [ ] Open the exported file in a spreadsheet, with umlauts and with quotes in it\n- [ ] Check";
    const { run, store, chat } = agent([
      { deltas: [...call("draft_plan", draft), callsEnd] },
      { deltas: [...words("Done."), stop] },
      {
        deltas: [
          ...call("revise_section", { section: "Testing", content, changeSummary: "Added tests" }),
          callsEnd,
        ],
      },
      { deltas: [...words("Tests are in."), stop] },
    ]);
    await run.say("create a plan for CSV export");
    const { of } = await run.say("add tests");
    expect(of("saved")).toMatchObject([{ version: 2 }]);
    const last = store.all.versions.at(-1);
    expect(last).toMatchObject({
      changeSummary: "Added tests",
      metadata: { estimatedHours: 20, priority: "high" },
    });
    expect(last?.content).toContain("## Overview");
    expect(last?.content).toContain("- [ ] Load test with the largest");
    const [first] = of("draft");
    expect(first?.markdown).toContain("## Overview");
    expect(first?.markdown).not.toContain("- [ ] Check");
    chat.done();
  });

  test("shows the model its own mistake once, and takes the corrected call", async () => {
    const { run, store, chat } = agent([
      { deltas: [...call("draft_plan", { ...draft, priority: "very high" }), callsEnd] },
      {
        deltas: [...call("draft_plan", draft), callsEnd],
        expect: ({ messages }) => expect(messages.at(-1)?.content).toMatch(/priority/),
      },
      { deltas: [...words("Saved."), stop] },
    ]);
    await run.say("create a plan");
    expect(store.all.versions).toHaveLength(1);
    chat.done();
  });

  test("offers no tools after a second mistake, and says that nothing was saved when the model says nothing", async () => {
    const { run, store, chat } = agent([
      {
        deltas: [
          ...call("draft_plan", '{"title": "x", "markdown": "# cut o'),
          { type: "end", reason: "length" },
        ],
      },
      { deltas: [...call("draft_plan", "no json"), callsEnd] },
      { deltas: [stop], expect: ({ tools }) => expect(tools).toBeUndefined() },
    ]);
    const { text } = await run.say("create a plan");
    expect(text).toMatch(/Nothing was saved/);
    expect(store.all.versions).toEqual([]);
    chat.done();
  });

  test("tells the model a refusal word for word, and of a fault only that there was one", async () => {
    const { run, store, chat, errors } = agent([
      { deltas: [...call("open_project", { name: "Moon" }), callsEnd] },
      {
        deltas: [...call("list_versions", ""), ...call("draft_plan", draft, 1), callsEnd],
        expect: ({ messages }) =>
          expect(messages.at(-1)?.content).toBe(
            "There is no project called Moon. There are: none.",
          ),
      },
      {
        deltas: [...words("Sorry."), stop],
        expect: ({ messages }) => {
          expect(messages.at(-2)?.content).toMatch(/No plan is open/);
          expect(messages.at(-1)?.content).toMatch(/failed on our side/);
          expect(messages.at(-1)?.content).not.toMatch(/disk/);
        },
      },
    ]);
    store.plans.create = () => Promise.reject(new Error("disk full"));
    const { text } = await run.say("open the project Moon");
    expect(text).toBe("Sorry.");
    expect(errors).toHaveLength(1);
    chat.done();
  });

  test("stops asking after eight rounds, the last without tools", async () => {
    const again = { deltas: [...call("list_versions", {}), callsEnd] };
    const { run, chat } = agent([
      ...Array.from({ length: 7 }, () => again),
      { deltas: [...words("Enough."), stop], expect: ({ tools }) => expect(tools).toBeUndefined() },
    ]);
    expect((await run.say("versions?")).text).toBe("Enough.");
    chat.done();
  });

  test("finds what it wrote when the same message is answered again", async () => {
    const turn = [
      { deltas: [...call("draft_plan", draft), callsEnd] },
      { deltas: [...words("Saved."), stop] },
    ];
    const other = {
      ...draft,
      markdown: "# Another text\n\n## Overview\n\nThe model is not deterministic.\n",
    };
    const { planner, store, chat } = agent([
      ...turn,
      { deltas: [...call("draft_plan", other), callsEnd] },
      { deltas: [...words("Saved."), stop] },
    ]);
    const focus = new PlannerRun(planner).focus;
    const id = crypto.randomUUID();
    const first = await new PlannerRun(planner, focus).say("create a plan", { id });
    const second = await new PlannerRun(planner, focus).say("create a plan", { id });
    expect(store.all.versions).toHaveLength(1);
    expect(store.all.projects).toHaveLength(1);
    expect(second.of("saved")).toEqual(first.of("saved"));
    expect(second.of("draft").at(-1)).toEqual(first.of("draft").at(-1));
    chat.done();
  });
});

describe("a model that writes the plan into its reply", () => {
  test("has it saved when a plan was asked for, and nothing of it is spoken", async () => {
    const { run, store } = agent([
      {
        deltas: [...words(`Here is your plan:\n\n${markdown}\nLet me know what to change.`), stop],
      },
    ]);
    const { text, of } = await run.say("create a plan for CSV export");
    expect(text).toBe("Here is your plan:\n\nLet me know what to change.");
    expect(text).not.toMatch(/[#*[\]]/);
    expect(of("draft").length).toBeGreaterThan(1);
    expect(store.all.versions).toMatchObject([{ content: markdown.trim() }]);
  });

  test("has its fence removed, and a second plan becomes the next version", async () => {
    const { run, store } = agent([
      { deltas: [...words(`\`\`\`markdown\n${markdown}\`\`\`\n`), stop] },
      { deltas: [...words(`${markdown}- [ ] One more\n`), stop] },
    ]);
    const first = await run.say("create a plan for CSV export");
    expect(first.text).toBe("I wrote CSV export and saved it as version 1.");
    const second = await run.say("add one more task");
    expect(second.of("saved")).toMatchObject([{ version: 2 }]);
    expect(store.all.versions.map(({ content }) => content.includes("```"))).toEqual([
      false,
      false,
    ]);
  });

  test("is not saved when the words it answers turn out not to be all", async () => {
    const { run, store } = agent([{ deltas: [...words(markdown), stop] }]);
    const confirmed = Promise.reject(new Error("speech went on"));
    confirmed.catch(() => undefined);
    await expect(run.say("create a plan", { confirmed })).rejects.toThrow("speech went on");
    expect(store.all.versions).toEqual([]);
  });

  test("is heard without marks when the text is no plan", async () => {
    const { run, store } = agent([
      { deltas: [...words("# Hello\n\nI can **help** you plan."), stop] },
    ]);
    const { text } = await run.say("hi there");
    expect(text).toBe("Hello. I can help you plan.");
    expect(store.all.versions).toEqual([]);
  });
});

describe("what fails", () => {
  test("a problem of the model passes through", async () => {
    const problem = new Problem("planner_failed", "The model is away.", { retryable: true });
    const { run } = agent([{ deltas: words("One"), fail: problem }]);
    await expect(run.say("hello")).rejects.toBe(problem);
  });

  test("an abort ends the turn with its reason and writes nothing more", async () => {
    const controller = new AbortController();
    const { run, store } = agent([
      {
        deltas: [...words("Wait"), ...call("draft_plan", draft), callsEnd],
        expect: () => queueMicrotask(() => controller.abort(new Error("barge-in"))),
      },
    ]);
    await expect(run.say("create a plan", { signal: controller.signal })).rejects.toThrow(
      "barge-in",
    );
    expect(store.all.versions).toEqual([]);
  });
});
