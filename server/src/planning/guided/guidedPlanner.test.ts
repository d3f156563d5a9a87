import { emptyMetadata } from "@voiceplan/protocol";
import { describe, expect, test } from "vitest";
import { memoryStore } from "../memoryPlans.double.ts";
import { PlannerRun } from "../plannerRun.double.ts";
import { GuidedPlanner } from "./guidedPlanner.ts";

const now = () => new Date(2025, 10, 21, 10);

function guided() {
  const store = memoryStore();
  const planner = new GuidedPlanner({ ...store, now });
  return { store, planner, run: new PlannerRun(planner), last: () => store.all.versions.at(-1) };
}

async function saved() {
  const made = guided();
  await made.run.say("I want to add CSV export to the billing portal");
  await made.run.say("for admins, about 20 hours");
  await made.run.say("that's all");
  return made;
}

describe("the interview", () => {
  test("asks one question at a time, shows the plan grow, and takes several answers at once", async () => {
    const { run, store } = guided();
    const first = await run.say("I want to add CSV export to the billing portal");
    expect(first.text.match(/\?/g)).toHaveLength(1);
    expect(first.of("draft")).toMatchObject([{ title: "CSV export for the billing portal" }]);
    const second = await run.say(
      "it's for admins, about 20 hours, high priority, depends on the auth service, beta by December 5th",
    );
    const [draft] = second.of("draft");
    for (const part of [
      "**For:** admins",
      "**Estimate:** 20 hours",
      "**Priority:** high",
      "**Depends on:** the auth service",
      "**5 December 2025:** Beta",
    ]) {
      expect(draft?.markdown).toContain(part);
    }
    expect(store.all.versions).toEqual([]);
  });

  test("ends early with what is there, in a project named after the target, and lists what is open", async () => {
    const { run, store, last } = guided();
    await run.say("I want to add CSV export to the billing portal");
    const { steps, text } = await run.say("save this plan");
    expect(steps.map(({ type }) => type)).toEqual(["draft", "project", "saved", "text", "state"]);
    expect(store.all.projects).toMatchObject([{ name: "Billing portal" }]);
    expect(last()?.content).toMatch(/## Open questions\n\n- Who is it for\?/);
    expect(text).toContain("version 1");
  });

  test("names a project once that is called like its plan, and people as they were named", async () => {
    const { run, last } = guided();
    await run.say("I want to build an inventory tracker");
    await run.say("for the clerks and their bosses");
    const { text } = await run.say("that's all");
    expect(text).toMatch(
      /^I saved Inventory tracker as version 1, in a new project of that name\. /,
    );
    expect(last()?.content).toContain("- The clerks and their bosses can use");
  });

  test("uses the project of that name that exists already", async () => {
    const { run, store } = guided();
    const project = await store.projects.create("o", { name: "billing portal" });
    await run.say("I want to add CSV export to the billing portal");
    const { of } = await run.say("that's all");
    expect(of("project")).toEqual([{ type: "project", project }]);
  });

  test("skips into an open question, goes back, and corrects", async () => {
    const { run, last } = guided();
    await run.say("I want to add CSV export to the billing portal");
    await run.say("skip");
    expect((await run.say("go back")).text).toContain("Who is it for?");
    await run.say("for admins");
    await run.say("filter by date and choose the columns");
    await run.say("about 20 hours");
    await run.say("actually make it 30 hours");
    await run.say("I'm done");
    expect(last()?.metadata.estimatedHours).toBe(30);
    expect(last()?.content).toContain("- Filter by date\n- Choose the columns");
    expect(last()?.content).not.toContain("- Who is it for?");
  });

  test("what was decided or learned answers no question: it is kept, and the question asked again", async () => {
    const { run, last } = guided();
    await run.say("I want to add CSV export to the billing portal. We agreed to use semicolons");
    const decided = await run.say(
      "We decided to bill by invoice, not by card, because it is cheaper.",
    );
    expect(decided.text).toBe("I'll keep the decision. Who is it for?");
    const both = await run.say("For admins. Last time we learned that umlauts break.");
    expect(both.text).toMatch(/^Noted: for admins\. I'll keep the lesson\. What must/);
    let asked = "";
    while (!asked.includes("depend on")) asked = (await run.say("skip")).text;
    const opted = await run.say("We opted for paper.");
    expect(opted.text).toMatch(/^I'll keep the decision\. Does it depend on anything/);
    await run.say("skip");
    await run.say("we agreed on about 20 hours");
    await run.say("that's all");
    expect(last()?.content).toContain("- **For:** admins\n");
    expect(last()?.content).toContain(
      "## Decisions\n\n- We agreed to use semicolons\n- We decided to bill by invoice, not by card, because it is cheaper.\n- We opted for paper.\n\n## Lessons learned\n\n- Last time we learned that umlauts break.\n\n## Approach",
    );
    expect(last()?.metadata.estimatedHours).toBe(20);
  });

  test("what is too long to be kept word for word is not cut: it is an answer like any other", async () => {
    const { run, last } = guided();
    const end = "and nobody pays before the last of them has been seen";
    const long = `we agreed to use semicolons ${"and to tell everybody about it in time ".repeat(12)}${end}`;
    await run.say("I want to add CSV export to the billing portal");
    await run.say(long);
    await run.say("that's all");
    expect(last()?.content).toContain(end);
  });

  test("what was decided to be built is the wish", async () => {
    const { text, of } = await guided().run.say(
      "We decided to add CSV export to the billing portal",
    );
    expect(text).toBe(
      "All right, a new feature: CSV export for the billing portal. Who is it for?",
    );
    expect(of("draft")).toMatchObject([{ title: "CSV export for the billing portal" }]);
  });

  test.for(["what do you still need?", "for example?", "help", "thanks"])(
    "answers %j and repeats the question",
    async (words) => {
      const { run } = guided();
      await run.say("I want to add CSV export to the billing portal");
      const { text, of } = await run.say(words);
      expect(text).toContain("Who is it for?");
      expect(of("draft")).toEqual([]);
    },
  );

  test("starts over, and has nothing to save then", async () => {
    const { run } = guided();
    await run.say("I want to add CSV export to the billing portal");
    await run.say("start over");
    expect((await run.say("save this plan")).text).toMatch(/nothing to save/);
  });

  test("takes the title of the command, and asks what it is about where the title does not say", async () => {
    const { run, last } = guided();
    expect((await run.say("Create a development plan called Phoenix")).text).toMatch(
      /Phoenix.*about\?/,
    );
    await run.say("an app that tracks expenses");
    await run.say("that's all");
    expect(last()?.content).toMatch(/^# Phoenix\n/);
    const other = guided();
    expect((await other.run.say("Create a development plan")).text).toMatch(
      /^What do you want to build/,
    );
  });

  test.each([
    "hello there",
    "Hi!",
    "Good morning, how are you?",
    "I'd like to plan something",
    "Let's start",
  ])("begins no plan with %j, but asks what it is to be", async (words) => {
    const { run } = guided();
    const { text, steps } = await run.say(words);
    expect(text).toMatch(/What do you want to build or change\?/);
    expect(steps.map(({ type }) => type)).not.toContain("draft");
    const next = await run.say("I want to add CSV export to the billing portal");
    expect(next.of("draft")).toMatchObject([{ title: "CSV export for the billing portal" }]);
  });

  test("takes a wish of another kind for the first one, as long as nothing was answered", async () => {
    const { run } = guided();
    await run.say("I want to add an audit log");
    const { text } = await run.say("We should migrate our users table from MySQL to Postgres");
    expect(text).toMatch(/^All right, a database migration/);
  });

  test("says little: three sentences without Markdown", async () => {
    const { run } = await saved();
    for (const { role, content } of run.history) {
      if (role === "user") continue;
      expect(content).not.toMatch(/[#*`[\]]/);
      expect(content.match(/[.?](?:\s|$)/g)?.length ?? 0).toBeLessThanOrEqual(3);
    }
  });
});

describe("a message after the plan was saved", () => {
  test.for([
    [
      "add a task to testing: load tests",
      /## Testing[^]*- \[ \] Load tests/,
      /Testing: Load tests/,
    ],
    ["please add a section on monitoring", /## Monitoring/, /Monitoring/],
    ["make it high priority", /\*\*Priority:\*\* high/, /Priority high/],
    ["change the estimate to 40 hours", /\*\*Estimate:\*\* 40 hours[^]*about 8 hours/, /40 hours/],
    ["rename it to Exports", /^# Exports\n/, /Exports/],
    [
      "note that the auditors come in March",
      /## Notes\n\n- The auditors come in March\./,
      /auditors/,
    ],
    ["beta by December 5th", /## Milestones\n\n- \*\*5 December 2025:\*\* Beta/, /Beta/],
    [
      "it should also send the file by email",
      /- Send the file by email[^]*- \[ \] Send the file by email/,
      /requirement/,
    ],
    ["it depends on the mailer", /\*\*Depends on:\*\* the mailer/, /mailer/],
    [
      "we decided to bill by invoice, not by card, and it must be fast",
      /## Decisions\n\n- We decided to bill by invoice, not by card, and it must be fast\.\n\n## Approach/,
      /Decisions: We decided/,
    ],
    [
      "We learned that umlauts break. High priority",
      /\*\*Priority:\*\* high[^]*## Lessons learned\n\n- We learned that umlauts break\.\n/,
      /Lessons learned: .*; .*high/,
    ],
    ["leave out PDF", /### Out of scope\n\n- PDF/, /PDF/],
  ] as const)("%j makes version 2", async ([words, content, summary]) => {
    const { run, last } = await saved();
    const { of, text } = await run.say(words);
    expect(of("saved")).toMatchObject([{ version: 2 }]);
    expect(last()?.content).toMatch(content);
    expect(last()?.changeSummary).toMatch(summary);
    expect(of("draft").at(-1)?.markdown).toBe(last()?.content);
    expect(text).toContain("version 2");
  });

  test("removes a section, and says so where there is none", async () => {
    const { run, last } = await saved();
    await run.say("remove the rollout section");
    expect(last()?.content).not.toContain("## Rollout");
    const { of, text } = await run.say("remove the rollout section");
    expect(of("saved")).toEqual([]);
    expect(text).toMatch(/no section/);
  });

  test("cannot reword a part without a model, and names what can go instead", async () => {
    const { run, store } = await saved();
    const { text, of } = await run.say("make phase two shorter");
    expect(of("saved")).toEqual([]);
    expect(text).toMatch(/^I cannot reword a plan without a model. In Phase 2: \S.* there is /);
    expect(text).toContain("Say remove, and the one that can go.");
    const line = / there is (.+?)(?:,| and |\.)/.exec(text)?.[1] ?? "";
    await run.say(`remove ${line}`);
    expect(store.all.versions.at(-1)?.changeSummary).toBe(`Removed: ${line}`);
  });

  test.for([
    "thanks",
    "hello",
    "what is the estimate?",
    "how many tasks are there?",
    "save this plan",
    "ok",
    "hm",
  ])("%j makes none", async (words) => {
    const { run, store } = await saved();
    await run.say(words);
    expect(store.all.versions).toHaveLength(1);
  });

  test("can begin another plan in the same conversation", async () => {
    const { run, store } = await saved();
    await run.say("create a development plan for login rate limiting");
    await run.say("that's all");
    expect(store.all.plans.map(({ title, currentVersion }) => [title, currentVersion])).toEqual([
      ["CSV export for the billing portal", 1],
      ["Login rate limiting", 1],
    ]);
    expect(store.all.projects).toHaveLength(1);
  });
});

describe("answering a message again", () => {
  test("repeats the steps where the answer was kept", async () => {
    const { run, store } = await saved();
    const first = await run.say("add a task to testing: load tests", {
      id: "00000000-0000-4000-8000-000000000001",
    });
    const again = await run.say("add a task to testing: load tests", {
      id: "00000000-0000-4000-8000-000000000001",
    });
    expect(again.steps).toEqual(first.steps);
    expect(store.all.versions).toHaveLength(2);
  });

  test.for([
    "save this plan",
    "add a task to testing: load tests",
    "remove the rollout section",
    "rename it to Exports",
  ])("finds what %j wrote where the answer was lost", async (words) => {
    const { run, planner, store } = words === "save this plan" ? guided() : await saved();
    if (words === "save this plan") await run.say("I want to add CSV export to the billing portal");
    const id = "00000000-0000-4000-8000-000000000002";
    const before = { focus: run.focus, state: run.state };
    const first = await run.say(words, { id });
    const versions = store.all.versions.length;
    for (const focus of [before.focus, run.focus]) {
      const redo = new PlannerRun(planner, focus);
      redo.state = before.state;
      const { steps } = await redo.say(words, { id });
      expect(steps.filter(({ type }) => type !== "state")).toEqual(
        first.steps.filter(({ type }) => type !== "state"),
      );
    }
    expect(store.all.versions).toHaveLength(versions);
    expect(store.all.projects).toHaveLength(1);
  });

  test("survives a state that another planner wrote", async () => {
    const { run } = guided();
    run.state = { messages: ["something else"] };
    expect((await run.say("I want to add CSV export to the billing portal")).text).toContain("?");
  });
});

test("a plan that the person wrote is revised in place", async () => {
  const { store, planner } = guided();
  const project = await store.projects.create("o", { name: "Mine" });
  const { plan } = await store.plans.create("o", {
    projectId: project.id,
    title: "Mine",
    content: "# Mine\nFree text.  \n## Why ##\n* because\n\n\n## Ideas\n\n- one\n",
    metadata: emptyMetadata,
    changeSummary: "",
    author: "user",
    conversationId: null,
    sourceKey: "x",
  });
  const run = new PlannerRun(planner, { project, plan });
  await run.say("add try it out to the ideas");
  expect(store.all.versions.at(-1)?.content).toBe(
    "# Mine\nFree text.  \n## Why ##\n* because\n\n\n## Ideas\n\n- one\n- [ ] Try it out\n",
  );
});
