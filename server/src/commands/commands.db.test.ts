import type { CommandName } from "@voiceplan/protocol";
import { emptyMetadata } from "@voiceplan/protocol";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "../../test/support/database.ts";
import type { Focus } from "../planning/planner.ts";
import { Plans } from "../planning/plans.ts";
import { Projects } from "../planning/projects.ts";
import { LOCAL_USER_ID } from "../store/localUser.ts";
import type { CommandContext, CommandOutcome } from "./command.ts";
import { commands } from "./index.ts";
import { pendingOf } from "./pending.ts";

let database: TestDatabase;
let projects: Projects;
let plans: Plans;
const ownerId = LOCAL_USER_ID;

beforeAll(async () => {
  database = await openTestDatabase();
  projects = new Projects(database.db);
  plans = new Plans(database.db);
});
beforeEach(async () => {
  await database.db.project.deleteMany();
});
afterAll(() => database.close());

function run(
  name: CommandName,
  args: Record<string, unknown> = {},
  more: Partial<Focus & Pick<CommandContext, "messageId" | "hasDraft" | "lastReply">> = {},
): Promise<CommandOutcome> {
  const command = commands.find((one) => one.name === name);
  if (!command) throw new Error(`there is no command ${name}`);
  const { messageId = randomUUID(), hasDraft = false, lastReply = null, ...focus } = more;
  return command.run(args, {
    focus: { ownerId, conversationId: randomUUID(), project: null, plan: null, ...focus },
    messageId,
    services: { projects, plans },
    hasDraft,
    lastReply,
  });
}

async function makePlan(projectId: string, versions: number) {
  const version = (number: number) => ({
    content: `# Login\n\nVersion ${number}`,
    metadata: emptyMetadata,
    changeSummary: `Change ${number}.`,
    author: "user" as const,
    conversationId: null,
    sourceKey: randomUUID(),
  });
  let { plan } = await plans.create(ownerId, { projectId, title: "Login", ...version(1) });
  for (let number = 2; number <= versions; number += 1)
    ({ plan } = await plans.addVersion(ownerId, plan.id, version(number)));
  return plan;
}

describe("creating a project", () => {
  test("keeps the name as it was said and opens it", async () => {
    const { project, say } = await run("project.create", { name: "billing portal" });
    expect(say).toContain("billing portal");
    expect(await projects.find(ownerId, project?.id ?? "")).toMatchObject({
      name: "billing portal",
    });
  });

  test("done again for the same message makes no second one and says the same", async () => {
    const messageId = randomUUID();
    const first = await run("project.create", { name: "Atlas" }, { messageId });
    const second = await run("project.create", { name: "Atlas" }, { messageId });
    expect(second).toEqual(first);
    expect(await projects.list(ownerId)).toHaveLength(1);
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
    expect(await projects.list(ownerId)).toEqual([]);
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
    expect(pendingOf(result ?? {})?.choices).toEqual(["Billing Portal", "Billing Report"]);
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
    const { project } = await run("project.create", { name: "Atlas" });
    const plan = await makePlan(project?.id ?? "", 2);
    expect((await run("plan.save", {}, { plan })).say).toBe("Version 2 of Login is already saved.");
    expect((await run("plan.save", {}, { plan, hasDraft: true })).planner).toBe("Save this plan");
    expect((await run("plan.save")).planner).toBe("Save this plan");
  });

  test("have a history, of which three versions are spoken", async () => {
    const { project = null } = await run("project.create", { name: "Atlas" });
    await makePlan(project?.id ?? "", 4);
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
