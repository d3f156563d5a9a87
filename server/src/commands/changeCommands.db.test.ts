import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { CommandRun } from "../../test/support/commandRun.ts";
import { openTestDatabase, type TestDatabase } from "../../test/support/database.ts";
import { emptyMemory, type CommandMemory } from "./commandMemory.ts";
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

People log in with one account.

## Testing

- [ ] Load tests of the API
- [ ] Load tests of the page
- [ ] Ask the users
- [x] Try it by hand
`;

describe("tasks", () => {
  test("are added where they belong, and nothing else changes", async () => {
    const plan = await there.makePlan("Login", login);
    const { say, saved } = await run(
      "task.add",
      { text: "test on a phone", section: "tests" },
      { plan },
    );
    expect(say).toBe("Added to Testing: Test on a phone.");
    expect(saved?.version).toBe(2);
    expect(await there.textOf(plan)).toBe(`${login}- [ ] Test on a phone\n`);
  });

  test("are added to the section of this plan that the last words name", async () => {
    const plan = await there.makePlan("Login", login);
    const { say } = await run("task.add", { text: "load tests to testing" }, { plan });
    expect(say).toBe("Added to Testing: Load tests.");
    await run("task.add", { text: "write to customers" }, { plan });
    expect(await there.textOf(plan)).toContain("- [ ] Load tests\n");
    expect(await there.textOf(plan)).toContain("- [ ] Write to customers\n");
  });

  test("are not added to a section that is not there", async () => {
    const plan = await there.makePlan("Login", login);
    const { say, saved } = await run("task.add", { text: "buy it", section: "budget" }, { plan });
    expect(say).toContain("no section budget");
    expect(saved).toBeUndefined();
  });

  test("are checked off by some of their words", async () => {
    const plan = await there.makePlan("Login", login);
    const { say } = await run("task.check", { text: "ask users" }, { plan });
    expect(say).toBe("Done: Ask the users. Two tasks left.");
    expect(await there.textOf(plan)).toBe(login.replace("[ ] Ask", "[x] Ask"));
  });

  test("are asked about when two are close", async () => {
    const plan = await there.makePlan("Login", login);
    const { say, result, saved } = await run("task.check", { text: "load tests" }, { plan });
    expect(say).toBe("Did you mean Load tests of the API or Load tests of the page?");
    expect(pendingOf(result ?? {})).toMatchObject({ command: "task.check", arg: "text" });
    expect(saved).toBeUndefined();
  });

  test("that are done already are said to be", async () => {
    const plan = await there.makePlan("Login", login);
    expect((await run("task.check", { text: "try by hand" }, { plan })).say).toContain(
      "done already",
    );
    expect((await run("task.check", { text: "unicorns" }, { plan })).say).toBe(
      "I find no open task about unicorns.",
    );
  });

  test.each([
    ["task.add", { text: "test on a phone" }],
    ["task.check", { text: "ask the users" }],
  ] as const)("done again for the same message, %s writes nothing", async (name, args) => {
    const plan = await there.makePlan("Login", login);
    const messageId = randomUUID();
    const first = await run(name, args, { plan, messageId });
    expect((await run(name, args, { plan, messageId })).say).toBe(first.say);
    expect(await there.plans.versions(there.ownerId, plan.id)).toHaveLength(2);
  });
});

describe("going back to an earlier version", () => {
  test("asks first, and changes nothing on a no", async () => {
    const plan = await there.makePlan("Login", "one", "two", "three");
    const asked = await run("plan.restore", { version: 1 }, { plan });
    expect(asked.say).toBe("Version 1 would become version 4. Shall I?");
    expect(pendingOf(asked.result ?? {})).toEqual({
      command: "plan.restore",
      args: { version: 1 },
    });
    const { say } = await run("plan.restore", { version: 1 }, { plan, confirmed: false });
    expect(say).toBe("All right, nothing was changed.");
    expect(await there.plans.versions(there.ownerId, plan.id)).toHaveLength(3);
  });

  test("makes a new version, once", async () => {
    const plan = await there.makePlan("Login", "# One", "# Two");
    const given = { plan, confirmed: true, messageId: randomUUID() };
    const { say, saved } = await run("plan.restore", { version: -1 }, given);
    expect(say).toBe("Version 1 is back, as version 3.");
    expect(saved?.plan.title).toBe("One");
    expect((await run("plan.restore", { version: -1 }, given)).say).toBe(say);
    expect(await there.textOf(plan)).toBe("# One");
    expect(await there.plans.versions(there.ownerId, plan.id)).toHaveLength(3);
  });

  test("knows which versions there are", async () => {
    const plan = await there.makePlan("Login", "one", "two");
    expect((await run("plan.restore", { version: 7 }, { plan })).say).toContain("two versions");
    expect((await run("plan.restore", { version: 2 }, { plan })).say).toContain(
      "current one already",
    );
  });
});

describe("what was changed by talking", () => {
  test("is accepted, and then there is nothing to reject", async () => {
    const plan = await there.makePlan("Login", login);
    await run("task.check", { text: "ask users" }, { plan });
    const { say, changed } = await run("plan.accept", {}, { plan });
    expect(say).toBe("Version 2 of Login is accepted.");
    expect(changed).toMatchObject({ currentVersion: 2, reviewFrom: null });
    expect((await run("plan.reject", {}, { plan })).say).toContain("say undo");
    expect(await there.plans.versions(there.ownerId, plan.id)).toHaveLength(2);
  });

  test("is rejected as a whole, once for the same message, its title too", async () => {
    const plan = await there.makePlan("Login", login);
    await run("task.check", { text: "ask users" }, { plan });
    await run("plan.rename", { title: "Single sign-on" }, { plan });
    const given = { plan, messageId: randomUUID() };
    const { say, saved } = await run("plan.reject", {}, given);
    expect(say).toBe("I took the change back. Login reads as it did before.");
    expect(saved).toMatchObject({ version: 4, plan: { title: "Login", reviewFrom: null } });
    expect((await run("plan.reject", {}, given)).say).toBe(say);
    expect(await there.textOf(plan)).toBe(login);
    expect(await there.plans.versions(there.ownerId, plan.id)).toHaveLength(4);
  });

  test("needs a plan", async () => {
    expect((await run("plan.accept")).say).toContain("No plan is open");
    expect((await run("plan.reject")).say).toContain("No plan is open");
  });
});

describe("comparing versions", () => {
  test("tells in words what changed, and shows where", async () => {
    const changed = `${login.replace("- [ ] Ask the users\n", "")}\n## Rollout\n\nSlowly.\n`;
    const plan = await there.makePlan("Login", login, changed);
    const { say, result } = await run("plan.compare", { to: 2 }, { plan });
    expect(say).toBe("Version 2 adds the section Rollout and drops one task.");
    expect(result).toMatchObject({
      from: 1,
      to: 2,
      diff: { sections: [{ title: "Testing" }, { title: "Rollout", from: null }] },
    });
  });

  test("needs two of them", async () => {
    const plan = await there.makePlan("Login", login);
    expect((await run("plan.compare", { to: 1 }, { plan })).say).toContain("only one version");
    const other = await there.makePlan("Other", "one", "two");
    expect((await run("plan.compare", { to: 5 }, { plan: other })).say).toContain("two versions");
    expect((await run("plan.compare", { to: 1 }, { plan: other })).say).toContain(
      "Version 2 rewrites",
    );
  });
});

describe("undo", () => {
  /** Gives commands one after the other, as a conversation that remembers. */
  function conversation() {
    let memory: CommandMemory = emptyMemory;
    return async (...[name, args, given]: Parameters<typeof run>) => {
      const outcome = await run(name, args, { ...given, memory });
      memory = { ...memory, ...outcome.memory };
      return outcome;
    };
  }

  test("goes back step by step and does not come and go", async () => {
    const plan = await there.makePlan("Login", login);
    const say = conversation();
    await say("task.check", { text: "ask users" }, { plan });
    await say("plan.rename", { title: "Single sign-on" }, { plan });
    await say("plan.status", { status: "approved" }, { plan });

    expect((await say("undo")).changed?.status).toBe("draft");
    expect((await say("undo")).say).toBe("I undid this: Renamed from Login. That is version 4.");
    expect((await there.plans.get(there.ownerId, plan.id)).title).toBe("Login");
    expect((await say("undo")).say).toContain("Done: Ask the users");
    expect(await there.textOf(plan)).toBe(login);
    expect((await say("undo")).say).toBe("There is nothing to undo in this conversation.");
  });

  test("archives a project that was created", async () => {
    const say = conversation();
    const { project } = await say("project.create", { name: "Atlas" });
    expect((await say("undo")).say).toContain("archived the project Atlas");
    expect(await there.projects.list(there.ownerId)).toEqual([]);
    expect(await there.projects.get(there.ownerId, project?.id ?? "")).toMatchObject({
      status: "archived",
    });
  });

  test("takes back nothing that was changed elsewhere since", async () => {
    const plan = await there.makePlan("Login", login);
    const say = conversation();
    await say("task.check", { text: "ask users" }, { plan });
    await run("task.add", { text: "test on a phone" }, { plan });
    expect((await say("undo")).say).toContain("changed elsewhere since");
    expect(await there.plans.versions(there.ownerId, plan.id)).toHaveLength(3);
  });

  test("leaves a status alone that was moved on elsewhere, and a plan that is gone", async () => {
    const [moved, deleted] = await Promise.all([
      there.makePlan("Login", login),
      there.makePlan("Gone", login),
    ]);
    const say = conversation();
    await say("plan.status", { status: "approved" }, { plan: deleted });
    await say("plan.status", { status: "approved" }, { plan: moved });
    await there.standing.update(there.ownerId, moved.id, { status: "in_progress", author: "user" });
    await there.standing.delete(there.ownerId, deleted.id);
    expect((await say("undo")).say).toBe(
      "Login was moved on elsewhere since. It stays in progress.",
    );
    expect((await say("undo")).say).toBe("The plan that was changed is not there any more.");
    expect((await say("undo")).say).toBe("There is nothing to undo in this conversation.");
  });

  test("done again for the same message undoes once", async () => {
    const plan = await there.makePlan("Login", login);
    const { memory: kept } = await run("task.check", { text: "ask users" }, { plan });
    const given = { plan, messageId: randomUUID(), memory: { ...emptyMemory, ...kept } };
    const first = await run("undo", {}, given);
    expect(await run("undo", {}, given)).toEqual(first);
    expect(await there.plans.versions(there.ownerId, plan.id)).toHaveLength(3);
  });
});

describe("what a plan says and gives", () => {
  test("is summed up in a few sentences", async () => {
    const plan = await there.makePlan("Login", login);
    expect((await run("summarize", {}, { plan })).say).toBe(
      "People log in with one account. Login has four tasks, 1 of them done.",
    );
  });

  test("is exported in the formats there are", async () => {
    const plan = await there.makePlan("Login", login);
    const { say, result } = await run("plan.export", { format: "json" }, { plan });
    expect(say).toBe("Here is Login as JSON.");
    expect(result).toMatchObject({
      format: "json",
      url: `/api/devplans/${plan.id}/export?format=json`,
    });
    expect((await run("plan.export", { format: "docx" }, { plan })).say).toContain("cannot export");
  });

  test("is found by its words, and so is its project", async () => {
    const plan = await there.makePlan("Login", login);
    await there.makePlan("Other", "100% of it", "nothing");
    const { say, result } = await run("search", { query: "PHONE account" });
    expect(say).toBe("I found nothing about PHONE account.");
    expect(result?.["hits"]).toEqual([]);
    expect((await run("search", { query: "project login" })).say).toBe(
      "I found project login in two places: the project Project of Login and the plan Login.",
    );
    const found = (await run("search", { query: "ONE Account" })).result;
    expect(found?.["hits"]).toMatchObject([{ kind: "plan", planId: plan.id, title: "Login" }]);
    expect(JSON.stringify(found)).toContain("log in with one account");
    expect((await run("search", { query: "%" })).result?.["hits"]).toEqual([]);
  });
});
