import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "../../test/support/database.ts";
import { LOCAL_USER_ID } from "../store/localUser.ts";
import { Projects } from "./projects.ts";

let database: TestDatabase;
let projects: Projects;
const me = LOCAL_USER_ID;
const stranger = randomUUID();

beforeAll(async () => {
  database = await openTestDatabase();
  projects = new Projects(database.db);
  await database.db.user.create({ data: { id: stranger, name: "Someone else" } });
});
afterAll(() => database.close());

test("a project comes back as it was written", async () => {
  const input = {
    id: randomUUID(),
    name: "Ünïted “Billing” 🚀",
    description: "Line one\nLine two",
    tags: ["web", 'with "quotes", commas', "{braces}", ""],
    repositoryPath: "/srv/billing",
  };
  const project = await projects.create(me, input);
  expect(project).toMatchObject({ ...input, status: "active" });
  expect(Math.abs(Date.parse(project.createdAt) - Date.now())).toBeLessThan(60_000);
  expect(await projects.find(me, input.id)).toEqual(project);
});

test("creating it twice changes nothing", async () => {
  const id = randomUUID();
  const [first, second] = await Promise.all([
    projects.create(me, { id, name: "Twice" }),
    projects.create(me, { id, name: "Twice" }),
  ]);
  expect(second).toEqual(first);
  expect(await projects.create(me, { id, name: "Renamed" })).toEqual(first);
});

test("another person's project is neither seen nor taken over", async () => {
  const { id } = await projects.create(stranger, { name: "Theirs" });
  expect(await projects.find(me, id)).toBeNull();
  await expect(projects.get(me, id)).rejects.toMatchObject({ code: "not_found" });
  await expect(projects.create(me, { id, name: "Mine" })).rejects.toMatchObject({
    code: "conflict",
  });
  expect((await projects.list(me)).map((project) => project.id)).not.toContain(id);
});

test("touching a project makes it the most recent", async () => {
  const first = await projects.create(me, { name: "First" });
  await projects.create(me, { name: "Second" });
  const updatedAt = new Date(Date.now() - 60_000);
  await database.db.project.update({ where: { id: first.id }, data: { updatedAt } });
  expect((await projects.list(me))[0]?.id).not.toBe(first.id);
  await projects.touch(first.id);
  const touched = (await projects.list(me)).find((project) => project.id === first.id);
  expect(Date.parse(touched?.updatedAt ?? "")).toBeGreaterThan(updatedAt.getTime() + 50_000);
});

test("archived projects are left out", async () => {
  const { id } = await projects.create(me, { name: "Archived" });
  await database.db.project.update({ where: { id }, data: { status: "archived" } });
  expect((await projects.list(me)).map((project) => project.id)).not.toContain(id);
});

test.each(["recent", "name", "plans"] as const)(
  "projects that are alike are listed in parts by %s, each once",
  async (sort) => {
    const updatedAt = new Date();
    const ids = Array.from({ length: 10 }, () => randomUUID());
    await database.db.project.createMany({
      data: ids.map((id) => ({ id, ownerId: stranger, name: "Same", updatedAt })),
    });
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await projects.page(stranger, { limit: 4, cursor, sort });
      seen.push(...page.items.map((project) => project.id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(expect.arrayContaining(ids));
  },
);

test("names are listed as people sort them, and those with most plans first", async () => {
  const ownerId = randomUUID();
  await database.db.user.create({ data: { id: ownerId, name: "Somebody" } });
  const names = ["Zebra", "apple", "Übung", "Release 10", "release 9"];
  const made = await Promise.all(names.map((name) => projects.create(ownerId, { name })));
  const plansOf = (name: string, deletedAt: Date | null, count: number) =>
    Array.from({ length: count }, () => ({
      ...{ id: randomUUID(), title: "A plan", deletedAt },
      projectId: made.find((project) => project.name === name)?.id ?? "",
    }));
  await database.db.devPlan.createMany({
    data: [
      ...plansOf("apple", null, 1),
      ...plansOf("Zebra", null, 2),
      ...plansOf("Übung", new Date(), 3),
    ],
  });
  const listed = async (sort: "name" | "plans") => {
    const { items } = await projects.page(ownerId, { sort, cursor: null, limit: 50 });
    return items.map(({ name, planCount }) => [name, planCount]);
  };

  expect((await listed("name")).map(([name]) => name)).toEqual([
    ...["apple", "release 9", "Release 10", "Übung", "Zebra"],
  ]);
  expect((await listed("plans")).slice(0, 3)).toEqual([
    ["Zebra", 2],
    ["apple", 1],
    [expect.any(String), 0],
  ]);
});

test.each(["", "nonsense", Buffer.from("[1,2]").toString("base64url")])(
  "the cursor %j is refused",
  async (cursor) => {
    const sort = "recent";
    await expect(projects.page(me, { limit: 1, cursor, sort })).rejects.toMatchObject({
      code: "invalid_payload",
    });
  },
);

test("what is looked for in a name stands for nothing but itself", async () => {
  for (const name of ["100% done", "100 days", "snake_case", "snakeXcase", "C:\\temp"])
    await projects.create(me, { name });
  const found = async (q: string) => {
    const query = { q, sort: "recent", cursor: null, limit: 50 } as const;
    return (await projects.page(me, query)).items.map(({ name }) => name);
  };
  expect(await found("100%")).toEqual(["100% done"]);
  expect(await found("e_c")).toEqual(["snake_case"]);
  expect(await found("\\t")).toEqual(["C:\\temp"]);
});
