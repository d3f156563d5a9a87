import { randomUUID } from "node:crypto";
import { emptyMetadata, type Project } from "@voiceplan/protocol";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "../../test/support/database.ts";
import { NgramEmbeddings } from "../engines/embedding/ngrams.ts";
import { createLog } from "../lib/log.ts";
import { Plans } from "../planning/plans.ts";
import { Projects } from "../planning/projects.ts";
import { LOCAL_USER_ID } from "../store/localUser.ts";
import { SignsAtHand } from "../store/memory/signsAtHand.ts";
import { Embedder } from "./embedder.ts";
import { Indexer } from "./indexer.ts";
import { Memory } from "./memory.ts";
import { SimilarProjects } from "./similarProjects.ts";

const me = LOCAL_USER_ID;
let database: TestDatabase;
let projects: Projects;
let plans: Plans;
let similar: SimilarProjects;

beforeAll(async () => {
  database = await openTestDatabase();
  const { db } = database;
  const builtIn = new NgramEmbeddings();
  const embedder = new Embedder(builtIn, builtIn);
  const indexer = new Indexer(db, embedder, createLog("silent"), { settleMs: 60_000 });
  projects = new Projects(db);
  plans = new Plans(db);
  const signs = new SignsAtHand(db, createLog("silent"));
  const memory = new Memory({ db, embedder, signs, indexer });
  similar = new SimilarProjects({ db, memory, embedder, indexer });
});
beforeEach(() => database.db.project.deleteMany());
afterAll(() => database.close());

async function project(name: string, description: string, ...titles: string[]): Promise<Project> {
  const made = await projects.create(me, { name, description });
  for (const title of titles) {
    await plans.create(me, {
      ...{ projectId: made.id, title, content: `# ${title}\n\n## Overview\n\nFor ${name}.\n` },
      ...{ metadata: emptyMetadata, changeSummary: "", author: "user", conversationId: null },
      sourceKey: randomUUID(),
    });
  }
  return made;
}

const names = async ({ id }: Project): Promise<string[]> =>
  (await similar.of(me, id)).map(({ name }) => name);

test("projects are like each other by what they and their plans are about, and say what that is", async () => {
  const portal = await project("Billing portal", "", "CSV export of invoices", "Reminders");
  const books = await project("Bookkeeping", "", "Export of invoices as CSV");
  await project("Weather station", "Measures the wind on mountains.", "Solar panels for sensors");
  const [first, ...others] = await similar.of(me, portal.id);
  expect(others).toEqual([]);
  expect(first).toMatchObject({ id: books.id, name: "Bookkeeping", status: "active" });
  expect(first?.shared[0]).toMatchObject({
    ...{ own: "CSV export of invoices", kind: "plan", title: "Export of invoices as CSV" },
  });
  expect(await names(books)).toEqual(["Billing portal"]);
});

test("one is never like itself, and a word alone makes none alike", async () => {
  const search = await project("Search", "", "Search", "Export");
  await project("Library", "Lends books.", "Export", "Search for a book");
  expect(await names(search)).toEqual([]);
});

test("one that is archived is named as such, though no passage of it is kept", async () => {
  const portal = await project("Billing portal", "", "CSV export of invoices");
  const { id } = await project("Bookkeeping", "", "Export of invoices as CSV");
  await projects.update(me, id, { status: "archived" });
  expect(await similar.of(me, portal.id)).toMatchObject([
    { id, status: "archived", shared: [{ title: "Export of invoices as CSV" }] },
  ]);
});

test("what another person has is like nothing, and what is not there has no likes", async () => {
  const portal = await project("Billing portal", "", "CSV export of invoices");
  const nowhere = { code: "not_found" };
  await expect(similar.of(randomUUID(), portal.id)).rejects.toMatchObject(nowhere);
  await expect(similar.of(me, randomUUID())).rejects.toMatchObject(nowhere);
});
