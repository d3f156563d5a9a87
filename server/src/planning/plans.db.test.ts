import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { emptyMetadata, type Plan } from "@voiceplan/protocol";
import { openTestDatabase, type TestDatabase } from "../../test/support/database.ts";
import { LOCAL_USER_ID } from "../store/localUser.ts";
import type { Page } from "./page.ts";
import { PlanStanding } from "./planStanding.ts";
import { Plans, type NewVersion } from "./plans.ts";
import { Projects } from "./projects.ts";

let database: TestDatabase;
let projects: Projects;
let plans: Plans;
let standing: PlanStanding;
const me = LOCAL_USER_ID;
const stranger = randomUUID();
const all = { limit: 50, cursor: null };

beforeAll(async () => {
  database = await openTestDatabase();
  projects = new Projects(database.db);
  plans = new Plans(database.db);
  standing = new PlanStanding(database.db);
  await database.db.user.create({ data: { id: stranger, name: "Someone else" } });
});
afterAll(() => database.close());

function version(changes: Partial<NewVersion> = {}): NewVersion {
  return {
    content: "# Plan\n\n## Goals\n\n- [ ] One\n",
    metadata: emptyMetadata,
    changeSummary: "First draft",
    author: "assistant",
    conversationId: null,
    sourceKey: randomUUID(),
    ...changes,
  };
}

async function newPlan() {
  const project = await projects.create(me, { name: "Billing portal" });
  const saved = await plans.create(me, { ...version(), projectId: project.id, title: "Billing" });
  return { project, ...saved };
}

describe("a new plan", () => {
  test("has version 1 with its sections and metadata", async () => {
    const { project } = await newPlan();
    const metadata = {
      estimatedHours: 12.5,
      priority: "high" as const,
      dependencies: ["Payment provider"],
      milestones: [{ title: "Beta", date: "2026-03-01" }],
    };
    const { plan } = await plans.create(me, {
      ...version({ metadata }),
      projectId: project.id,
      title: "Billing",
    });

    expect(plan).toMatchObject({ title: "Billing", status: "draft", currentVersion: 1 });
    expect(await plans.find(me, plan.id)).toEqual(plan);
    expect(await plans.version(me, plan.id, 1)).toMatchObject({
      number: 1,
      author: "assistant",
      sections: [{ title: "Goals", content: "- [ ] One", order: 0 }],
      metadata,
    });
  });

  test("is written once for one source", async () => {
    const project = await projects.create(me, { name: "Once" });
    const input = { ...version(), projectId: project.id, title: "Once" };
    const [first, ...others] = await Promise.all([1, 2, 3, 4].map(() => plans.create(me, input)));
    for (const other of others) expect(other).toEqual(first);
    expect(await plans.create(me, input)).toEqual(first);
    expect(await plans.listOfProject(me, project.id)).toHaveLength(1);
  });

  test("makes its project the most recent", async () => {
    const { id } = await projects.create(me, { name: "Older" });
    const updatedAt = new Date(Date.now() - 60_000);
    await database.db.project.update({ where: { id }, data: { updatedAt } });
    await plans.create(me, { ...version(), projectId: id, title: "T" });
    const project = (await projects.list(me)).find((each) => each.id === id);
    expect(project?.planCount).toBe(1);
    expect(Date.parse(project?.updatedAt ?? "")).toBeGreaterThan(updatedAt.getTime() + 50_000);
  });

  test("needs a project of the same person", async () => {
    const theirs = await projects.create(stranger, { name: "Theirs" });
    const create = plans.create(me, { ...version(), projectId: theirs.id, title: "T" });
    await expect(create).rejects.toMatchObject({ name: "Problem", code: "not_found" });
  });
});

describe("the next version", () => {
  test("moves the plan on and leaves the one before as it was", async () => {
    const { plan, project } = await newPlan();
    const first = await plans.version(me, plan.id, 1);
    const input = version({
      content: "## Risks\n\nNone\n",
      changeSummary: "Risks",
      author: "user",
    });
    const saved = await plans.addVersion(me, plan.id, { ...input, title: "Billing 2" });

    expect(saved.version).toBe(2);
    expect(saved.plan).toMatchObject({ title: "Billing 2", currentVersion: 2 });
    expect(saved.plan.updatedAt >= plan.updatedAt).toBe(true);
    expect(await plans.find(me, plan.id)).toEqual(saved.plan);
    expect(await plans.version(me, plan.id, 1)).toEqual(first);
    expect((await plans.versions(me, plan.id)).map((each) => each.changeSummary)).toEqual([
      "Risks",
      "First draft",
    ]);
    expect((await projects.find(me, project.id))?.updatedAt).not.toBe(project.updatedAt);
  });

  test("keeps the title where none is given", async () => {
    const { plan } = await newPlan();
    expect((await plans.addVersion(me, plan.id, version())).plan.title).toBe("Billing");
  });

  test("is called by its first heading, where that is another one than before", async () => {
    const { plan } = await newPlan();
    const add = async (content: string) => {
      const saved = await plans.addVersion(me, plan.id, version({ content }));
      return saved.plan.title;
    };
    expect(await add("# Plan\n\nMore.\n")).toBe("Billing");
    expect(await add("# Invoices\n\nMore.\n")).toBe("Invoices");
    await standing.update(me, plan.id, { title: "By hand", author: "user" });
    expect(await add("# Invoices\n\nEven more.\n")).toBe("By hand");
    expect(await add("No heading.\n")).toBe("By hand");
  });

  test("that is made of the newest one loses nothing of it, however many are made at once", async () => {
    const { plan } = await newPlan();
    const names = ["Mail", "Payments", "Search", "Speech"];
    const make = (name: string) =>
      plans.revise(me, plan.id, randomUUID(), ({ content, metadata }) => ({
        ...version({ content }),
        metadata: { ...metadata, dependencies: [...metadata.dependencies, name] },
      }));
    await Promise.all(names.map(make));
    const { metadata } = await plans.requireVersion(me, plan.id, 5);
    expect(metadata.dependencies.toSorted()).toEqual(names);
  });

  test("is numbered without gaps under twenty writers at once", async () => {
    const { plan } = await newPlan();
    const inputs = Array.from({ length: 20 }, () => version());
    const saved = await Promise.all(inputs.map((input) => plans.addVersion(me, plan.id, input)));

    const numbers = saved.map((each) => each.version).toSorted((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, index) => index + 2));
    expect((await plans.versions(me, plan.id)).map((each) => each.number)).toEqual(
      Array.from({ length: 21 }, (_, index) => 21 - index),
    );
    expect((await plans.find(me, plan.id))?.currentVersion).toBe(21);
  });

  test("is written once for one source, however many write it at once", async () => {
    const { plan } = await newPlan();
    const input = version();
    const saved = await Promise.all(
      Array.from({ length: 8 }, () => plans.addVersion(me, plan.id, input)),
    );
    expect(new Set(saved.map((each) => each.version))).toEqual(new Set([2]));
    expect(await plans.versions(me, plan.id)).toHaveLength(2);
  });

  test("leaves no trace when it cannot be written", async () => {
    const { plan } = await newPlan();
    const nobody = version({ conversationId: randomUUID() });
    await expect(plans.addVersion(me, plan.id, nobody)).rejects.toThrow();
    expect((await plans.find(me, plan.id))?.currentVersion).toBe(1);
    expect((await plans.addVersion(me, plan.id, version())).version).toBe(2);
  });

  test("needs a plan of the same person", async () => {
    const { plan } = await newPlan();
    const add = plans.addVersion(stranger, plan.id, version());
    await expect(add).rejects.toMatchObject({ code: "not_found" });
    expect(await plans.find(stranger, plan.id)).toBeNull();
    expect(await plans.version(stranger, plan.id, 1)).toBeNull();
    expect(await plans.versions(stranger, plan.id)).toEqual([]);
  });
});

describe("what a conversation changes", () => {
  async function talk() {
    const conversationId = randomUUID();
    await database.db.conversation.create({ data: { id: conversationId, ownerId: me } });
    const { plan } = await newPlan();
    const add = async (content: string, from: string | null = conversationId) =>
      (await plans.addVersion(me, plan.id, version({ content, conversationId: from }))).plan;
    return { plan, add };
  }

  test("waits for the person, from the first change to the newest", async () => {
    const { plan, add } = await talk();
    expect(plan.reviewFrom).toBeNull();
    expect((await add("# By hand", null)).reviewFrom).toBeNull();
    expect((await add("# One")).reviewFrom).toBe(2);
    expect((await add("# Two")).reviewFrom).toBe(2);
    expect((await add("# By hand again", null)).reviewFrom).toBe(2);
    const open = await plans.page(me, { ...all, projectId: plan.projectId, review: "open" });
    expect(open.items).toMatchObject([{ id: plan.id, reviewFrom: 2 }]);
  });

  test("waits no longer once the plan reads as it did before", async () => {
    const { plan, add } = await talk();
    const { content } = await plans.requireVersion(me, plan.id, 1);
    expect((await add("# One")).reviewFrom).toBe(1);
    expect((await add(content)).reviewFrom).toBeNull();
  });

  test("is accepted as far as the person has seen it", async () => {
    const { plan, add } = await talk();
    await add("# One");
    await add("# Two");
    expect((await standing.accept(me, plan.id, 2)).reviewFrom).toBe(2);
    expect((await standing.accept(me, plan.id, 2)).reviewFrom).toBe(2);
    expect((await standing.accept(me, plan.id, 3)).reviewFrom).toBeNull();
    expect((await standing.accept(me, plan.id, 1)).reviewFrom).toBeNull();
    const missing = standing.accept(me, plan.id, 4);
    await expect(missing).rejects.toMatchObject({ code: "not_found" });
    const theirs = standing.accept(stranger, plan.id, 3);
    await expect(theirs).rejects.toMatchObject({ code: "not_found" });
  });
});

test("plans are listed in parts, each once, in the order of the whole list", async () => {
  const project = await projects.create(me, { name: "Many" });
  for (let index = 0; index < 7; index++) {
    await plans.create(me, { ...version(), projectId: project.id, title: `Plan ${index}` });
  }
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<Plan> = await plans.page(me, { projectId: project.id, limit: 3, cursor });
    expect(page.items.length).toBeLessThanOrEqual(3);
    seen.push(...page.items.map((plan) => plan.id));
    cursor = page.nextCursor;
  } while (cursor !== null);
  const listed = await plans.listOfProject(me, project.id);
  expect(listed.map((plan) => plan.updatedAt)).toEqual(
    listed.map((plan) => plan.updatedAt).toSorted((a, b) => b.localeCompare(a)),
  );
  expect(seen).toHaveLength(7);
  expect(seen).toEqual(listed.map((plan) => plan.id));
});
