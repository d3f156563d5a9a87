import { randomUUID } from "node:crypto";
import { emptyMetadata, type Plan, type Project, type SearchHit } from "@voiceplan/protocol";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "../../test/support/database.ts";
import { NgramEmbeddings } from "../engines/embedding/ngrams.ts";
import { createLog } from "../lib/log.ts";
import { PlanStanding } from "../planning/planStanding.ts";
import { Plans } from "../planning/plans.ts";
import { Projects } from "../planning/projects.ts";
import { LOCAL_USER_ID } from "../store/localUser.ts";
import { SignsAtHand } from "../store/memory/signsAtHand.ts";
import { Embedder } from "./embedder.ts";
import { Indexer } from "./indexer.ts";
import { Memory } from "./memory.ts";

let database: TestDatabase;
let indexer: Indexer;
let memory: Memory;
let projects: Projects;
let plans: Plans;
let standing: PlanStanding;
const me = LOCAL_USER_ID;
const stranger = randomUUID();

beforeAll(async () => {
  database = await openTestDatabase();
  const { db } = database;
  await db.user.create({ data: { id: stranger, name: "Someone else" } });
  const builtIn = new NgramEmbeddings();
  const embedder = new Embedder(builtIn, builtIn);
  indexer = new Indexer(db, embedder, createLog("silent"), { settleMs: 60_000 });
  const signs = new SignsAtHand(db, createLog("silent"));
  memory = new Memory({ db, embedder, signs, indexer });
  projects = new Projects(db);
  plans = new Plans(db);
  standing = new PlanStanding(db);
});
beforeEach(async () => {
  await database.db.project.deleteMany();
  await database.db.conversation.deleteMany();
});
afterAll(() => database.close());

type Filter = Partial<Parameters<Memory["find"]>[2]>;

async function find(query: string, filter: Filter = {}, owner = me): Promise<SearchHit[]> {
  return (await memory.find(owner, query, { limit: 20, cursor: null, ...filter })).items;
}
const titles = (hits: readonly SearchHit[]): string[] => hits.map(({ title }) => title);

const version = (content: string) => ({
  content,
  metadata: emptyMetadata,
  changeSummary: "",
  author: "user" as const,
  conversationId: null,
  sourceKey: randomUUID(),
});

async function plan(project: Project, title: string, content: string): Promise<Plan> {
  return (await plans.create(me, { projectId: project.id, title, ...version(content) })).plan;
}

async function say(
  content: string,
  projectId: string | null = null,
): Promise<{ conversationId: string; id: string }> {
  const conversationId = randomUUID();
  const id = randomUUID();
  await database.db.conversation.create({ data: { id: conversationId, ownerId: me, projectId } });
  const data = { id, conversationId, role: "user", content, modality: "text" } as const;
  await database.db.message.create({ data });
  return { conversationId, id };
}

describe("what was written is found at once", () => {
  test("by its words, with the passage, its headings and why", async () => {
    const project = await projects.create(me, { name: "Billing portal" });
    const { id } = await plan(
      project,
      "Exports",
      "# Exports\n\n## Overview\n\nFor finance.\n\n## Risks\n\n- [ ] Umlauts break in **spreadsheets**\n",
    );
    const [hit] = await find("umlauts in spreadsheets");
    expect(hit).toMatchObject({
      kind: "plan",
      id,
      title: "Exports",
      heading: "Billing portal › Risks",
      version: 1,
      isCurrent: true,
      projectId: project.id,
    });
    const marked = hit?.marks.map(({ from, to }) => hit.excerpt.slice(from, to));
    expect(marked).toEqual(["Umlauts", "spreadsheets"]);
    expect(hit?.arms.map(({ arm }) => arm).toSorted()).toEqual(["text", "vector"]);
  });

  test("in another form, with a typo, and in other words", async () => {
    const project = await projects.create(me, { name: "Shop" });
    await plan(project, "Refunds", "## Flow\n\nA refund is granted within a fortnight.\n");
    await plan(project, "Delivery", "## Flow\n\nParcels leave the warehouse at noon.\n");
    expect(titles(await find("refunding"))[0]).toBe("Refunds");
    const typo = await find("fortnigth");
    expect(titles(typo)).toEqual(["Refunds"]);
    expect(typo[0]?.arms.map(({ arm }) => arm)).toContain("typo");
    expect(titles(await find("money back"))[0]).toBe("Refunds");
  });

  test("by its spelling, which is said only of what has the word that was meant", async () => {
    const project = await projects.create(me, { name: "Toys" });
    await plan(project, "Carousel", "## A\n\nWooden giraffes turn in circles.\n");
    await plan(project, "Swing", "## A\n\nWooden seats swing in circles.\n");
    const hits = await find("wooden circles girafes");
    expect(titles(hits)).toEqual(["Carousel", "Swing"]);
    const isRespelled = hits.map(({ arms }) => arms.some(({ arm }) => arm === "typo"));
    expect(isRespelled).toEqual([true, false]);
  });

  test("projects and messages, too; nothing is found for what nobody said", async () => {
    const { id } = await projects.create(me, {
      name: "Greenhouse",
      description: "Keeps orchids moist.",
    });
    const said = await say("The orchids must never see direct sunlight", id);
    expect((await find("orchids")).map(({ kind }) => kind)).toEqual(["project", "message"]);
    expect((await find("direct sunlight"))[0]).toMatchObject({
      id: said.id,
      conversationId: said.conversationId,
    });
    expect(await find("blockchain tokenomics")).toEqual([]);
    expect(await find("%")).toEqual([]);
    expect(await find("the")).toEqual([]);
  });
});

describe("versions of a plan", () => {
  test("only the current one answers, older ones when asked for", async () => {
    const project = await projects.create(me, { name: "Shop" });
    const { id } = await plan(
      project,
      "Payments",
      "## Provider\n\nWe use Adyen.\n\n## Scope\n\nCards only.\n",
    );
    await find("adyen");
    await plans.addVersion(
      me,
      id,
      version("## Provider\n\nWe use Mollie.\n\n## Scope\n\nCards only.\n"),
    );
    expect(await find("adyen")).toEqual([]);
    expect((await find("mollie"))[0]).toMatchObject({ version: 2, isCurrent: true });
    const all = await find("adyen", { allVersions: true });
    expect(all[0]).toMatchObject({ id, version: 1, isCurrent: false });
    expect((await find("cards"))[0]).toMatchObject({ version: 2, isCurrent: true });
  });

  test("all of them are told under the new name of their project, also when it begins the old one", async () => {
    const project = await projects.create(me, { name: "Shop window" });
    const { id } = await plan(project, "Payments", "## Provider\n\nWe use Adyen.\n");
    await plans.addVersion(me, id, version("## Provider\n\nWe use Mollie.\n"));
    expect((await find("mollie"))[0]?.heading).toBe("Shop window › Provider");
    await projects.update(me, project.id, { name: "Shop" });
    expect((await find("mollie"))[0]?.heading).toBe("Shop › Provider");
    const [older] = await find("adyen", { allVersions: true });
    expect(older).toMatchObject({ heading: "Shop › Provider", version: 1 });
  });

  test("none is left out where several were written at once", async () => {
    const project = await projects.create(me, { name: "Shop" });
    const { id } = await plan(project, "Payments", "## Provider\n\nWe use Adyen.\n");
    await plans.addVersion(me, id, version("## Provider\n\nWe use Mollie.\n"));
    await plans.addVersion(me, id, version("## Provider\n\nWe use Stripe.\n"));
    expect((await find("mollie", { allVersions: true }))[0]).toMatchObject({ version: 2 });
    await standing.update(me, id, { title: "Paying", author: "user" });
    expect(titles(await find("mollie", { allVersions: true }))).toEqual(["Paying"]);
    expect(titles(await find("stripe"))).toEqual(["Paying"]);
  });
});

describe("filters", () => {
  test("by project, kind and time", async () => {
    const one = await projects.create(me, { name: "One" });
    const other = await projects.create(me, { name: "Other" });
    await plan(one, "Here", "## A\n\nA kayak for everyone.\n");
    await plan(other, "There", "## A\n\nA kayak for nobody.\n");
    expect(titles(await find("kayak", { projectId: one.id }))).toEqual(["Here"]);
    expect(await find("kayak", { kind: "message" })).toEqual([]);
    expect(await find("kayak", { to: "2020-01-01" })).toEqual([]);
    expect(titles(await find("kayak", { from: "2020-01-01" })).toSorted()).toEqual([
      "Here",
      "There",
    ]);
  });

  test("phrases and exclusions as in a web search", async () => {
    const project = await projects.create(me, { name: "Boats" });
    await plan(project, "Kayak", "## A\n\nA kayak with two seats.\n");
    await plan(project, "Canoe", "## A\n\nA kayak or canoe with seats for two.\n");
    expect(titles(await find('"two seats" kayak'))).toEqual(["Kayak"]);
    expect(titles(await find("kayak -canoe"))).toEqual(["Kayak"]);
  });

  test("another person's memory is nobody else's", async () => {
    const theirs = await projects.create(stranger, { name: "Zeppelin", description: "Helium." });
    expect(await find("zeppelin helium")).toEqual([]);
    expect(await find("helium", {}, stranger)).toMatchObject([{ id: theirs.id }]);
  });
});

describe("what is deleted is forgotten with it", () => {
  const remembered = () => database.db.memoryChunk.count();

  test("a plan, a project and a conversation, in the same transaction; restored, they are known again", async () => {
    const project = await projects.create(me, { name: "Orchard" });
    const { id } = await plan(project, "Harvest", "## When\n\nPears in September.\n");
    const { conversationId } = await say("Remember the ladder for the pears", project.id);
    expect(await find("pears")).toHaveLength(2);

    await standing.delete(me, id);
    expect(await database.db.memoryChunk.count({ where: { planId: id } })).toBe(0);
    await standing.undelete(me, id);
    expect(titles(await find("pears in september"))).toContain("Harvest");

    const data = { deletedAt: new Date() };
    await database.db.conversation.update({ where: { id: conversationId }, data });
    expect(await database.db.memoryChunk.count({ where: { conversationId } })).toBe(0);
    await database.db.conversation.update({
      where: { id: conversationId },
      data: { deletedAt: null },
    });
    expect((await find("ladder")).map(({ kind }) => kind)).toEqual(["message"]);

    await projects.update(me, project.id, { status: "archived" });
    expect(await remembered()).toBe(0);
    expect(await find("pears")).toEqual([]);
    await projects.update(me, project.id, { status: "active" });
    expect(await find("pears")).toHaveLength(2);

    await database.db.conversation.update({
      where: { id: conversationId },
      data: { summary: "A basket was bought as well.", title: "Tools" },
    });
    expect(titles(await find("basket"))).toEqual(["Tools"]);
    await projects.update(me, project.id, { status: "archived" });
    expect(await find("basket")).toEqual([]);
    await projects.update(me, project.id, { status: "active" });
    expect(titles(await find("basket"))).toEqual(["Tools"]);
    await database.db.conversation.update({
      where: { id: conversationId },
      data: { title: "Ladders" },
    });
    expect(titles(await find("basket"))).toEqual(["Ladders"]);

    await projects.update(me, project.id, { status: "archived" });
    await indexer.index();
    expect(
      await database.db.memoryWord.findMany({ where: { word: { in: ["pears", "harvest"] } } }),
    ).toEqual([]);
  });
});
