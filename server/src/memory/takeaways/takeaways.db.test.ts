import { randomUUID } from "node:crypto";
import { emptyMetadata, type Change, type Plan, type Project } from "@voiceplan/protocol";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "../../../test/support/database.ts";
import { NgramEmbeddings } from "../../engines/embedding/ngrams.ts";
import { createLog } from "../../lib/log.ts";
import { Changes } from "../../planning/changes.ts";
import { PlanStanding } from "../../planning/planStanding.ts";
import { Plans } from "../../planning/plans.ts";
import { Projects } from "../../planning/projects.ts";
import { LOCAL_USER_ID } from "../../store/localUser.ts";
import { SignsAtHand } from "../../store/memory/signsAtHand.ts";
import { Embedder } from "../embedder.ts";
import { Indexer } from "../indexer.ts";
import { Memory } from "../memory.ts";
import { Takeaways } from "./takeaways.ts";

const me = LOCAL_USER_ID;
const everything = { limit: 50, cursor: null };
const changes = new Changes();
let told: Change[] = [];
changes.follow({ follows: () => true, told: (_, change) => void told.push(change) });

let database: TestDatabase;
let indexer: Indexer;
let memory: Memory;
let takeaways: Takeaways;
let projects: Projects;
let plans: Plans;
let project: Project;

function newIndexer(): Indexer {
  const builtIn = new NgramEmbeddings();
  const embedder = new Embedder(builtIn, builtIn);
  return new Indexer(database.db, embedder, createLog("silent"), {
    settleMs: 60_000,
    ontold: (projectId) => changes.tell(me, { kind: "memory", projectId }),
  });
}

beforeAll(async () => {
  database = await openTestDatabase();
  const builtIn = new NgramEmbeddings();
  indexer = newIndexer();
  const { db } = database;
  const signs = new SignsAtHand(db, createLog("silent"));
  memory = new Memory({ db, embedder: new Embedder(builtIn, builtIn), signs, indexer });
  takeaways = new Takeaways(database.db, changes, indexer);
  projects = new Projects(database.db);
  plans = new Plans(database.db);
});
beforeEach(async () => {
  await database.db.conversation.deleteMany();
  await database.db.project.deleteMany();
  project = await projects.create(me, { name: "Billing portal" });
  told = [];
});
afterAll(() => database.close());

const remembered = async (of = project) =>
  (await takeaways.page(me, of.id, everything)).items.map(({ kind, text }) => `${kind}: ${text}`);
const only = async () => {
  const { items } = await takeaways.page(me, project.id, everything);
  const [takeaway] = items;
  if (!takeaway || items.length > 1) throw new Error(`There are ${items.length}.`);
  return takeaway;
};
const found = async (query: string) =>
  (await memory.find(me, query, everything)).items.map(({ kind }) => kind);

async function begin(projectId: string | null = project.id): Promise<string> {
  const id = randomUUID();
  await database.db.conversation.create({ data: { id, ownerId: me, projectId } });
  return id;
}

async function say(content: string, conversationId: string, answeredAt: Date | null = new Date()) {
  const id = randomUUID();
  const data = { id, conversationId, role: "user", content, modality: "voice" } as const;
  await database.db.message.create({ data: { ...data, answeredAt: null } });
  if (answeredAt) await answer(id, answeredAt);
  return id;
}

const answer = (id: string, answeredAt = new Date()) =>
  database.db.message.update({ where: { id }, data: { answeredAt } });

const version = (content: string) => ({
  content,
  metadata: emptyMetadata,
  changeSummary: "",
  author: "user" as const,
  conversationId: null,
  sourceKey: randomUUID(),
});
async function plan(content: string): Promise<Plan> {
  const made = { projectId: project.id, title: "Exports", ...version(content) };
  return (await plans.create(me, made)).plan;
}
const decided = (...lines: string[]) =>
  `# Exports\n\n## Decisions\n\n${lines.map((line) => `- ${line}\n`).join("")}`;

describe("what is said and planned is remembered", () => {
  test("with where and when, once it is answered", async () => {
    const conversationId = await begin();
    const text = "We decided to use semicolons. Last time the umlauts broke.";
    const messageId = await say(text, conversationId, null);
    expect(await remembered()).toEqual([]);
    await answer(messageId);
    expect(await remembered()).toEqual([
      "decision: We decided to use semicolons.",
      "lesson: Last time the umlauts broke.",
    ]);
    const { items } = await takeaways.page(me, project.id, { kind: "decision", ...everything });
    expect(items).toMatchObject([
      { sources: [{ kind: "message", messageId, conversationId }], isOwn: false },
    ]);
    expect(told).toContainEqual({ kind: "memory", projectId: project.id });
  });

  test("but not what was a command, whatever its words, and not what the assistant says", async () => {
    const conversationId = await begin();
    const id = await say("Remember that we decided to use semicolons.", conversationId, null);
    await database.db.conversationEvent.create({
      data: { conversationId, seq: 1, at: new Date(), event: {}, key: `command:${id}` },
    });
    await database.db.message.update({ where: { id }, data: { answeredAt: new Date() } });
    await database.db.message.create({
      data: {
        ...{ id: randomUUID(), conversationId, role: "assistant", modality: "voice" },
        content: "We decided to use commas.",
      },
    });
    expect(await remembered()).toEqual([]);
  });

  test("once, however often it is said, with all who said it", async () => {
    const conversationId = await begin();
    await say("We decided to use semicolons.", conversationId);
    await say("so, we decided to use SEMICOLONS", await begin());
    const { id } = await plan(decided("We decided to use semicolons"));
    expect((await only()).sources).toMatchObject([
      { kind: "message", conversationId },
      { kind: "message" },
      { kind: "plan", planId: id, version: 1, title: "Exports" },
    ]);
    const { sources } = await only();
    await database.db.takeaway.deleteMany();
    await database.db.memoryJob.createMany({
      data: sources.map((source) =>
        source.kind === "plan"
          ? { kind: "plan", sourceId: source.planId }
          : { kind: "message", sourceId: source.messageId },
      ),
    });
    await Promise.all([newIndexer().index(), newIndexer().index()]);
    expect((await only()).sources).toMatchObject(sources.map(({ kind }) => ({ kind })));
  });

  test("of the project that was open then, also where the conversation turns to another", async () => {
    const other = await projects.create(me, { name: "Scanner" });
    const conversationId = await begin(null);
    await say("We decided to use semicolons.", conversationId);
    expect(await remembered()).toEqual([]);
    const turnTo = (projectId: string) =>
      database.db.conversation.update({ where: { id: conversationId }, data: { projectId } });
    await turnTo(project.id);
    expect(await remembered()).toEqual(["decision: We decided to use semicolons."]);
    await turnTo(other.id);
    await say("We decided to buy the small one.", conversationId);
    expect(await remembered(other)).toEqual(["decision: We decided to buy the small one."]);
    expect(await remembered()).toEqual(["decision: We decided to use semicolons."]);
  });

  test("and found, as what it is, with where it is opened; not twice where its plan says it", async () => {
    const conversationId = await begin();
    await say("We decided to separate columns by semicolons.", conversationId);
    const [hit] = (await memory.find(me, "semicolons", everything)).items;
    expect(hit).toMatchObject({ kind: "decision", conversationId, title: "Billing portal" });
    expect(await found("semicolons")).toEqual(["decision"]);
    const { id: planId } = await plan(decided("Umlauts are kept"));
    expect(await found("umlauts")).toEqual(["plan"]);
    const inKind = await memory.find(me, "umlauts", { ...everything, kind: "decision" });
    expect(inKind.items).toMatchObject([{ kind: "decision", planId }]);
  });
});

describe("a plan that is changed", () => {
  test("takes along what it says no more, but nothing that the person changed or forgot", async () => {
    const { id } = await plan(decided("Semicolons between columns", "Dates as ISO", "Tax by rate"));
    const all = await takeaways.page(me, project.id, everything);
    const idOf = (text: string) => all.items.find((one) => one.text === text)?.id ?? "";
    await takeaways.update(me, project.id, idOf("Dates as ISO"), { text: "Dates as in Excel" });
    await takeaways.forget(me, project.id, idOf("Tax by rate"));
    await plans.addVersion(
      me,
      id,
      version(decided("Dates as ISO", "Tax by rate", "Gzip the files")),
    );
    expect(await remembered()).toEqual(["decision: Gzip the files", "decision: Dates as in Excel"]);
    await plans.addVersion(me, id, version(decided("Gzip the files")));
    await plans.addVersion(me, id, version(decided("Tax by rate", "Gzip the files")));
    expect(await remembered()).toEqual(["decision: Gzip the files", "decision: Dates as in Excel"]);
    expect(await found("semicolons")).toEqual([]);
    expect(await found('"excel"')).toEqual(["decision"]);

    const forgotten = { isForgotten: true, ...everything };
    expect((await takeaways.page(me, project.id, forgotten)).items).toMatchObject([
      { text: "Tax by rate" },
    ]);
    await takeaways.restore(me, project.id, idOf("Tax by rate"));
    expect(await remembered()).toContain("decision: Tax by rate");
  });
});

describe("what is deleted takes along what only it told", () => {
  test("a conversation, a plan and a project, at once, and brings it back", async () => {
    const conversationId = await begin();
    await say("We decided to separate columns by semicolons.", conversationId);
    await say("We decided to keep the umlauts.", conversationId);
    const { id } = await plan(decided("We decided to keep the umlauts"));
    expect(await remembered()).toHaveLength(2);
    const set = (deletedAt: Date | null) =>
      database.db.conversation.update({ where: { id: conversationId }, data: { deletedAt } });
    await set(new Date());
    expect(await database.db.memoryChunk.count({ where: { conversationId } })).toBe(0);
    expect(await remembered()).toEqual(["decision: We decided to keep the umlauts."]);
    expect(await found("semicolons")).toEqual([]);
    const standing = new PlanStanding(database.db);
    await standing.delete(me, id);
    expect(await remembered()).toEqual([]);
    await standing.undelete(me, id);
    await set(null);
    expect(await remembered()).toHaveLength(2);
    expect(await found("semicolons")).toEqual(["decision"]);

    await projects.update(me, project.id, { status: "archived" });
    expect(await found("semicolons")).toEqual([]);
    await projects.update(me, project.id, { status: "active" });
    expect(await found("semicolons")).toEqual(["decision"]);
    await database.db.project.delete({ where: { id: project.id } });
    expect(await database.db.takeaway.count()).toBe(0);
  });
});

describe("what something else tells as well", () => {
  test("is found as it was, when a plan that told it first is changed and then deleted", async () => {
    const { id } = await plan(decided("We decided to keep the umlauts"));
    await say("We decided to keep the umlauts.", await begin());
    expect(await remembered()).toHaveLength(1);
    await plans.addVersion(me, id, version(decided("Gzip the files")));
    expect(await found("umlauts")).toEqual(["decision"]);
    await new PlanStanding(database.db).delete(me, id);
    expect(await remembered()).toEqual(["decision: We decided to keep the umlauts"]);
    expect(await found("umlauts")).toEqual(["decision"]);
  });
});

describe("by hand", () => {
  const lesson = { kind: "lesson", text: "Ask finance first." } as const;

  test("it is written once, corrected, forgotten and brought back, and found all the while", async () => {
    const written = await takeaways.create(me, project.id, { id: randomUUID(), ...lesson });
    expect(await takeaways.create(me, project.id, { id: written.id, ...lesson })).toEqual(written);
    expect(await takeaways.create(me, project.id, lesson)).toEqual(written);
    expect(written).toMatchObject({ sources: [], isOwn: true });
    expect(await found("finance")).toEqual(["lesson"]);
    const text = "Ask the accountants first.";
    const changed = await takeaways.update(me, project.id, written.id, { text, kind: "decision" });
    expect(changed).toMatchObject({ text, kind: "decision" });
    expect(await found("finance")).toEqual([]);
    expect(await found("accountants")).toEqual(["decision"]);
    await takeaways.forget(me, project.id, written.id);
    expect(await database.db.memoryChunk.count({ where: { sourceId: written.id } })).toBe(0);
    expect(await found("accountants")).toEqual([]);
    // Whoever writes it again wants it back.
    expect(await takeaways.create(me, project.id, { kind: "decision", text })).toMatchObject({
      id: written.id,
      forgottenAt: null,
    });
    expect(await found("accountants")).toEqual(["decision"]);
  });

  const hide = (id: string) =>
    database.db.conversation.update({ where: { id }, data: { deletedAt: new Date() } });
  const said = "We decided to keep the umlauts.";

  test("it stays when it was also said, and that conversation is deleted", async () => {
    await takeaways.create(me, project.id, { kind: "decision", text: said });
    const conversationId = await begin();
    await say(said, conversationId);
    expect((await only()).sources).toMatchObject([{ conversationId }]);
    await hide(conversationId);
    expect(await only()).toMatchObject({ text: said, sources: [] });
    expect(await found("umlauts")).toEqual(["decision"]);
  });

  test("it is there where the same was said before, and forgotten or deleted", async () => {
    const conversationId = await begin();
    await say(said, conversationId);
    const { id } = await only();
    await takeaways.forget(me, project.id, id);
    await hide(conversationId);
    expect(await remembered()).toEqual([]);
    const text = "We decided to keep the UMLAUTS.";
    await takeaways.create(me, project.id, { kind: "decision", text });
    expect(await only()).toMatchObject({ text, isOwn: true, sources: [] });
    expect(await found("umlauts")).toEqual(["decision"]);
  });

  test("it stays when a plan says the same, and then no more", async () => {
    const { id } = await plan(decided("Gzip the files"));
    expect((await only()).isOwn).toBe(false);
    await takeaways.create(me, project.id, { kind: "decision", text: "Gzip the files" });
    await plans.addVersion(me, id, version(decided("Files stay as they are")));
    expect((await remembered()).toSorted()).toEqual([
      "decision: Files stay as they are",
      "decision: Gzip the files",
    ]);
  });

  test("it takes on the words of one that is deleted with its conversation", async () => {
    const conversationId = await begin();
    await say(said, conversationId);
    expect(await remembered()).toHaveLength(1);
    await hide(conversationId);
    const { id } = await takeaways.create(me, project.id, {
      kind: "decision",
      text: "No umlauts.",
    });
    await takeaways.update(me, project.id, id, { text: said });
    expect(await only()).toMatchObject({ id, text: said, sources: [] });
    const deletedAt = null;
    await database.db.conversation.update({ where: { id: conversationId }, data: { deletedAt } });
    expect((await only()).sources).toMatchObject([{ conversationId }]);
  });

  test("done again with its id it changes nothing, and another project has other ids", async () => {
    const { id } = await takeaways.create(me, project.id, { id: randomUUID(), ...lesson });
    await takeaways.forget(me, project.id, id);
    const again = await takeaways.create(me, project.id, { id, ...lesson });
    expect(again.forgottenAt).not.toBeNull();
    const other = await projects.create(me, { name: "Other" });
    const same = takeaways.create(me, other.id, { id, ...lesson });
    await expect(same).rejects.toMatchObject({ code: "conflict" });
  });

  test("two of a project never say the same", async () => {
    const one = await takeaways.create(me, project.id, lesson);
    const other = await takeaways.create(me, project.id, { kind: "lesson", text: "Test it." });
    const same = takeaways.update(me, project.id, other.id, { text: "ask finance, first" });
    await expect(same).rejects.toMatchObject({ code: "conflict" });
    const refused = takeaways.update(me, project.id, one.id, { text: "Mine" }, () => {
      throw new Error("seen another");
    });
    await expect(refused).rejects.toThrow("seen another");
    expect((await takeaways.get(me, project.id, one.id)).text).toBe(lesson.text);
  });

  test("nothing is found in another project or of another person", async () => {
    const { id } = await takeaways.create(me, project.id, lesson);
    const other = await projects.create(me, { name: "Other" });
    const nowhere = { code: "not_found" };
    await expect(takeaways.get(me, other.id, id)).rejects.toMatchObject(nowhere);
    await expect(takeaways.get(randomUUID(), project.id, id)).rejects.toMatchObject(nowhere);
    await expect(takeaways.page(me, randomUUID(), everything)).rejects.toMatchObject(nowhere);
  });
});

describe("what a model is told to remember", () => {
  test("is kept once, though the turn is done again in other words, in place of what is read", async () => {
    const conversationId = await begin();
    const messageId = await say("We decided to use semicolons.", conversationId, null);
    const wish = { projectId: project.id, messageId, conversationId, kind: "decision" } as const;
    const sourceKey = `${messageId}:1`;
    await takeaways.remember(me, { ...wish, sourceKey, text: "Semicolons." });
    await takeaways.remember(me, { ...wish, sourceKey, text: "Use semicolons." });
    await answer(messageId);
    expect(await remembered()).toEqual(["decision: Semicolons."]);
    expect((await only()).sources).toMatchObject([{ messageId }]);
  });

  test("stays where a plan said the same first, and says it no more", async () => {
    const { id } = await plan(decided("Use semicolons"));
    const conversationId = await begin();
    const messageId = await say("We decided to use semicolons.", conversationId, null);
    expect(await remembered()).toEqual(["decision: Use semicolons"]);
    await takeaways.remember(me, {
      ...{ projectId: project.id, messageId, conversationId, sourceKey: `${messageId}:1` },
      ...{ kind: "decision", text: "Use semicolons." },
    });
    await answer(messageId);
    await plans.addVersion(me, id, version(decided("Gzip the files")));
    expect(await remembered()).toEqual(["decision: Gzip the files", "decision: Use semicolons"]);
  });
});
