import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { CommandRun } from "../../test/support/commandRun.ts";
import { openTestDatabase, type TestDatabase } from "../../test/support/database.ts";
import { emptyMemory } from "./commandMemory.ts";
import { pendingOf } from "./pending.ts";

let database: TestDatabase;
let there: CommandRun;
const run: CommandRun["run"] = (...given) => there.run(...given);

beforeAll(async () => {
  database = await openTestDatabase();
  there = new CommandRun(database);
});
beforeEach(() => there.clear());
afterAll(() => database.close());

const login = `# Login

## Overview

People log in with **one** account.

- **Priority:** low

## Risks

- The provider is down.
- See [the notes](https://example.org/notes).

## Testing

- [x] Try it by hand
- [ ] Load tests

\`\`\`sh
npm test
\`\`\`
`;

describe("listing plans", () => {
  test("tells those of the open project, else the newest of all", async () => {
    const plan = await there.makePlan("Login", login);
    await there.makePlan("Export", "# Export");
    const project = await there.projects.get(there.ownerId, plan.projectId);
    expect((await run("plan.list", {}, { project })).say).toBe(
      "Project of Login has one plan: Login.",
    );
    const all = await run("plan.list");
    expect(all.say).toBe("You have two plans: Export and Login.");
    expect(all.result?.["plans"]).toHaveLength(2);
  });

  test("says how to begin where there is none", async () => {
    expect((await run("plan.list")).say).toContain("Tell me what you want to build");
  });
});

describe("opening a plan", () => {
  test("finds it by spelling and by sound, in another project too", async () => {
    const plan = await there.makePlan("Weather station", "# Weather station");
    const { say, plan: opened, project } = await run("plan.open", { name: "whether station" });
    expect(opened?.id).toBe(plan.id);
    expect(project?.id).toBe(plan.projectId);
    expect(say).toContain("Weather station in Project of Weather station is open");
  });

  test("asks back when two are close", async () => {
    await there.makePlan("Billing export", "1");
    await there.makePlan("Billing report", "1");
    const { say, result, plan } = await run("plan.open", { name: "billing" });
    expect(say).toBe("Did you mean Billing export or Billing report?");
    expect(pendingOf(result ?? {})).toMatchObject({
      command: "plan.open",
      choices: ["Billing export", "Billing report"],
    });
    expect(plan).toBeUndefined();
  });

  test("says what it did not find", async () => {
    expect((await run("plan.open", { name: "unicorns" })).say).toContain("no plan called unicorns");
  });
});

describe("reading a plan aloud", () => {
  test("goes section by section to the end, without Markdown", async () => {
    const plan = await there.makePlan("Login", login);
    let outcome = await run("plan.read", {}, { plan });
    const heard = [outcome.say];
    while (pendingOf(outcome.result ?? {})) {
      const memory = { ...emptyMemory, ...outcome.memory };
      outcome = await run("plan.next", {}, { plan, memory, confirmed: true });
      heard.push(outcome.say);
    }
    expect(heard).toEqual([
      "Overview. People log in with one account. Priority: low. Say next section to go on.",
      "Risks. The provider is down. See the notes. Say next section to go on.",
      "Testing. Done: Try it by hand. Load tests. There is code on the screen. That is the end of the plan.",
    ]);
    expect(outcome.memory).toEqual({ reading: null });
  });

  test("begins at the section that was asked for", async () => {
    const plan = await there.makePlan("Login", login);
    const { say, memory } = await run("plan.read", { section: "the tests" }, { plan });
    expect(say).toMatch(/^Testing\. /);
    expect(memory?.reading).toBeNull();
  });

  test("names the sections there are where it finds none", async () => {
    const plan = await there.makePlan("Login", login);
    expect((await run("plan.read", { section: "budget" }, { plan })).say).toBe(
      "I find no section budget in Login. There is Overview, Risks and Testing.",
    );
  });

  test("goes on with the next section when one is skipped, whatever was left of it", async () => {
    const many = Array.from({ length: 12 }, (_, at) => `This is sentence ${at} of it.`).join(" ");
    const plan = await there.makePlan(
      "Login",
      `# Login\n\n## Overview\n\n${many}\n\n## Risks\n\nNone.\n`,
    );
    const { memory: left } = await run("plan.read", {}, { plan });
    expect(left?.reading).toMatchObject({ section: 0, part: 1 });
    const memory = { ...emptyMemory, ...left };
    const skipped = await run("speech.skip", {}, { plan, memory, isReading: true });
    expect(skipped.say).toBe("Risks. None. That is the end of the plan.");
    expect(skipped.memory).toEqual({ reading: null });
    // Something else was said since.
    expect(await run("speech.skip", {}, { plan, memory })).toEqual({ say: "" });
  });

  test("ends when that is wanted", async () => {
    const memory = { ...emptyMemory, reading: { planId: randomUUID(), section: 1, part: 0 } };
    expect(await run("plan.next", {}, { memory, confirmed: false })).toEqual({
      say: "All right.",
      memory: { reading: null },
    });
  });

  test("needs one", async () => {
    expect((await run("plan.read")).say).toContain("No plan is open");
  });
});

describe("changing what is known of a plan", () => {
  test("another title is a new version, whose other text stays", async () => {
    const plan = await there.makePlan("Login", login);
    const { saved, say, memory } = await run("plan.rename", { title: "single sign-on" }, { plan });
    expect(say).toBe("The plan is called Single sign-on now.");
    expect(saved).toMatchObject({ version: 2, plan: { title: "Single sign-on" } });
    expect(await there.textOf(plan)).toBe(login.replace("# Login", "# Single sign-on"));
    expect(memory?.changes).toMatchObject([{ version: 2, before: 1, title: "Login" }]);
  });

  test("the status is changed without a version, and says so once", async () => {
    const plan = await there.makePlan("Login", login);
    const { changed, say, saved } = await run("plan.status", { status: "in_progress" }, { plan });
    expect(say).toBe("Login is in progress now.");
    expect(changed).toMatchObject({ id: plan.id, status: "in_progress", currentVersion: 1 });
    expect(saved).toBeUndefined();
    const again = await run("plan.status", { status: "in_progress" }, { plan });
    expect(again.say).toBe("Login is in progress already.");
    expect(again.changed).toBeUndefined();
  });

  test("priority and estimate are written into the metadata and into the text", async () => {
    const plan = await there.makePlan("Login", login);
    expect((await run("plan.priority", { priority: "high" }, { plan })).say).toBe(
      "Login has high priority now.",
    );
    expect((await run("plan.estimate", { hours: 16 }, { plan })).say).toBe(
      "Login is estimated at 16 hours now.",
    );
    const version = await there.plans.version(there.ownerId, plan.id, 3);
    expect(version?.metadata).toMatchObject({ priority: "high", estimatedHours: 16 });
    expect(version?.content).toContain("- **Priority:** high\n- **Estimate:** 16 hours\n");
  });

  test.each([
    ["plan.rename", { title: "Other" }],
    ["plan.priority", { priority: "high" }],
    ["plan.estimate", { hours: 8 }],
  ] as const)("done again for the same message, %s writes nothing", async (name, args) => {
    const plan = await there.makePlan("Login", login);
    const messageId = randomUUID();
    const first = await run(name, args, { plan, messageId });
    const second = await run(name, args, { plan, messageId });
    expect(second.saved?.version).toBe(2);
    expect(second.say).toBe(first.say);
    expect(await there.plans.versions(there.ownerId, plan.id)).toHaveLength(2);
  });

  test.each([
    ["plan.rename", { title: "Other" }],
    ["plan.status", { status: "approved" }],
    ["plan.priority", { priority: "high" }],
    ["plan.estimate", { hours: 8 }],
  ] as const)("without a plan the planner takes the words: %s", async (name, args) => {
    const text = "make it high priority";
    expect(await run(name, args, { text })).toEqual({ say: "", planner: text });
  });
});
