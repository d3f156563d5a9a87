import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { CommandRun } from "../../test/support/commandRun.ts";
import { openTestDatabase, type TestDatabase } from "../../test/support/database.ts";
import { commands } from "./index.ts";
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

describe("creating a project", () => {
  test("keeps the name as it was said and opens it", async () => {
    const { project, say } = await run("project.create", { name: "billing portal" });
    expect(say).toContain("billing portal");
    expect(await there.projects.find(there.ownerId, project?.id ?? "")).toMatchObject({
      name: "billing portal",
    });
  });

  test("done again for the same message makes no second one and says the same", async () => {
    const messageId = randomUUID();
    const first = await run("project.create", { name: "Atlas" }, { messageId });
    const second = await run("project.create", { name: "Atlas" }, { messageId });
    expect(second).toEqual(first);
    expect(await there.projects.list(there.ownerId)).toHaveLength(1);
  });

  test("with a name that exists opens that one and says so", async () => {
    const { project } = await run("project.create", { name: "Billing Portal" });
    const again = await run("project.create", { name: "billing-portal" });
    expect(again).toMatchObject({ project: { id: project?.id }, result: { created: false } });
    expect(again.say).toContain("already");
  });

  test("without a name asks for it", async () => {
    const { say, result } = await run("project.create");
    expect(say).toMatch(/\?$/);
    expect(pendingOf(result ?? {})).toEqual({ command: "project.create", arg: "name" });
  });

  test("refuses a name that is too long and asks for another", async () => {
    const { result } = await run("project.create", { name: "x".repeat(121) });
    expect(pendingOf(result ?? {})).not.toBeNull();
    expect(await there.projects.list(there.ownerId)).toEqual([]);
  });
});

describe("listing projects", () => {
  test("says that there are none, and how to begin", async () => {
    expect((await run("project.list")).say).toContain("create a new project");
  });

  test("speaks of three at most and shows all", async () => {
    for (const name of ["One", "Two", "Three", "Four"]) await run("project.create", { name });
    const { say, result } = await run("project.list");
    expect(say).toContain("four projects");
    expect(say).toContain("Four, Three and Two");
    expect(say).not.toContain("One");
    expect(result?.["projects"]).toHaveLength(4);
  });
});

describe("opening a project", () => {
  beforeEach(async () => {
    for (const name of ["Billing Portal", "Billing Report", "Weather Station"])
      await run("project.create", { name });
  });

  test.each(["weather station", "the weather station", "whether station"])(
    "finds it by spelling and by sound: %s",
    async (name) => {
      const { project, say } = await run("project.open", { name });
      expect(project?.name).toBe("Weather Station");
      expect(say).toContain("Weather Station");
    },
  );

  test("asks back when two are close", async () => {
    const { say, result, project } = await run("project.open", { name: "billing" });
    expect(say).toBe("Did you mean Billing Portal or Billing Report?");
    expect(result?.["choices"]).toEqual(["Billing Portal", "Billing Report"]);
    expect(pendingOf(result ?? {})).toMatchObject({
      choices: ["Billing Portal", "Billing Report"],
    });
    expect(project).toBeUndefined();
  });

  test("says what it did not find", async () => {
    const { say, project } = await run("project.open", { name: "unicorn farm" });
    expect(say).toContain("unicorn farm");
    expect(project).toBeUndefined();
  });
});

describe("plans", () => {
  test("are begun by the planner, in the project whose name was said", async () => {
    await run("project.create", { name: "Atlas" });
    expect((await run("plan.create")).planner).toBe("Create a development plan");
    expect((await run("plan.create", { title: "Single sign-on" })).planner).toContain(
      "Single sign-on",
    );
    expect(await run("plan.create", { title: "atlas" })).toMatchObject({
      project: { name: "Atlas" },
    });
  });

  test("that are saved already are said to be", async () => {
    const plan = await there.makePlan("Login", "one", "two");
    expect((await run("plan.save", {}, { plan })).say).toBe("Version 2 of Login is already saved.");
    expect((await run("plan.save", {}, { plan, hasDraft: true })).planner).toBe("Save this plan");
    expect((await run("plan.save")).planner).toBe("Save this plan");
  });

  test("have a history, of which three versions are spoken", async () => {
    const { projectId } = await there.makePlan("Login", "one", "two", "three", "four");
    const project = await there.projects.get(there.ownerId, projectId);
    const { say, result, plan } = await run("plan.versions", {}, { project });
    expect(say).toContain("Login has four versions. Version 4: Change 4.");
    expect(say).not.toContain("Change 1");
    expect(result?.["versions"]).toHaveLength(4);
    expect(plan?.title).toBe("Login");
  });

  test("that do not exist have no history, and that is said", async () => {
    const { project = null } = await run("project.create", { name: "Atlas" });
    expect((await run("plan.versions", {}, { project })).say).toContain("Atlas has no plan yet");
    expect((await run("plan.versions")).say).toContain("No plan is open");
  });
});

test("help lists every other command", async () => {
  const { result } = await run("help");
  expect(result?.["commands"]).toHaveLength(commands.length - 1);
});

test("arguments that are no arguments of the command are refused", async () => {
  await expect(run("project.open", { name: 7 })).rejects.toThrow();
});
