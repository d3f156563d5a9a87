import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Validator } from "@seriousme/openapi-schema-validator";
import { emptyMetadata, PlanDetail, Project, Takeaway, type PlanFile } from "@voiceplan/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { audioFixturesFolder } from "./support/audioFixtures.ts";
import { needs } from "./support/needs.ts";
import { operationsOf, type Described } from "./support/openApi.ts";
import { startServer, type TestServer } from "./support/serverProcess.ts";

/** What the requests are about; made anew for each of them, so that none depends on another. */
interface World {
  projectId: string;
  planId: string;
  sessionId: string;
  takeawayId: string;
}

const takeawayOf = ({ projectId: id, takeawayId }: World) => ({ id, takeawayId });

interface Sent {
  params?: Record<string, string>;
  query?: string;
  body?: unknown;
  /** A recording, in place of a body of JSON. */
  upload?: Uint8Array<ArrayBuffer>;
}

const markdown = "# Export\n\n## Tasks\n\n- [ ] Choose the columns\n- [x] Ask finance\n";

/** A plan as it is exported. */
function fileOf(planId: string): PlanFile {
  const at = new Date().toISOString();
  const told = {
    changeSummary: "",
    author: "user",
    conversationId: null,
    messageId: null,
  } as const;
  const version = { planId, number: 1, ...told, content: markdown, sections: [], createdAt: at };
  return {
    id: planId,
    projectId: planId,
    title: "Export",
    status: "approved",
    currentVersion: 1,
    progress: { done: 1, total: 2 },
    createdAt: at,
    updatedAt: at,
    version: { ...version, metadata: emptyMetadata },
  };
}

/** A good request for every operation of the document. */
const good: Record<string, (world: World) => Sent> = {
  getProjects: () => ({ query: "?sort=plans&q=e&limit=5" }),
  postProjects: () => ({ body: { name: "Portal", tags: ["money"] } }),
  getProjectsById: ({ projectId: id }) => ({ params: { id } }),
  putProjectsById: ({ projectId: id }) => ({ params: { id }, body: { status: "paused" } }),
  deleteProjectsById: ({ projectId: id }) => ({ params: { id } }),
  postProjectsByIdRestore: ({ projectId: id }) => ({ params: { id } }),
  getProjectsByIdPlans: ({ projectId: id }) => ({ params: { id } }),
  getProjectsByIdConversations: ({ projectId: id }) => ({ params: { id } }),
  getProjectsByIdMemory: ({ projectId: id }) => ({ params: { id }, query: "?limit=5" }),
  getProjectsByIdMemorySimilar: ({ projectId: id }) => ({ params: { id } }),
  getProjectsByIdMemoryTakeaways: ({ projectId: id }) => ({
    params: { id },
    query: "?kind=decision&forgotten=false&limit=5",
  }),
  postProjectsByIdMemoryTakeaways: ({ projectId: id }) => ({
    params: { id },
    body: { kind: "lesson", text: "Ask finance first." },
  }),
  getProjectsByIdMemoryTakeawaysByTakeawayId: (world) => ({ params: takeawayOf(world) }),
  putProjectsByIdMemoryTakeawaysByTakeawayId: (world) => ({
    params: takeawayOf(world),
    body: { text: "Commas separate the columns." },
  }),
  deleteProjectsByIdMemoryTakeawaysByTakeawayId: (world) => ({ params: takeawayOf(world) }),
  postProjectsByIdMemoryTakeawaysByTakeawayIdRestore: (world) => ({ params: takeawayOf(world) }),
  getDevplans: ({ projectId }) => ({ query: `?projectId=${projectId}&status=draft` }),
  postDevplans: ({ projectId }) => ({ body: { projectId, content: markdown } }),
  postDevplansImport: ({ projectId, planId }) => ({ body: { projectId, plan: fileOf(planId) } }),
  getDevplansById: ({ planId: id }) => ({ params: { id } }),
  putDevplansById: ({ planId: id }) => ({ params: { id }, body: { status: "approved" } }),
  deleteDevplansById: ({ planId: id }) => ({ params: { id } }),
  postDevplansByIdRestore: ({ planId: id }) => ({ params: { id } }),
  getDevplansByIdStatusChanges: ({ planId: id }) => ({ params: { id } }),
  getDevplansByIdVersions: ({ planId: id }) => ({ params: { id } }),
  postDevplansByIdVersions: ({ planId: id }) => ({ params: { id }, body: { content: markdown } }),
  getDevplansByIdVersionsByNumber: ({ planId: id }) => ({ params: { id, number: "1" } }),
  postDevplansByIdVersionsByNumberRestore: ({ planId: id }) => ({ params: { id, number: "1" } }),
  getDevplansByIdDiff: ({ planId: id }) => ({ params: { id }, query: "?from=1&to=1" }),
  postDevplansByIdReview: ({ planId: id }) => ({
    params: { id },
    body: { decision: "accept", version: 1 },
  }),
  getDevplansByIdExport: ({ planId: id }) => ({ params: { id }, query: "?format=json" }),
  postPlanningChat: ({ projectId }) => ({ body: { message: "show my projects", projectId } }),
  postPlanningGenerate: ({ sessionId }) => ({ body: { sessionId } }),
  getPlanningSessions: () => ({ query: "?q=export" }),
  getPlanningSessionsById: ({ sessionId: id }) => ({ params: { id } }),
  putPlanningSessionsById: ({ sessionId: id }) => ({ params: { id }, body: { title: "Export" } }),
  deletePlanningSessionsById: ({ sessionId: id }) => ({ params: { id } }),
  postPlanningSessionsByIdRestore: ({ sessionId: id }) => ({ params: { id } }),
  getPlanningSessionsByIdExport: ({ sessionId: id }) => ({ params: { id } }),
  getOverview: () => ({}),
  getTimings: () => ({ query: "?limit=5" }),
  getSearch: () => ({ query: "?q=login" }),
  getTemplates: () => ({}),
  postTemplates: ({ planId }) => ({ body: { title: "Ours", planId } }),
  getTemplatesById: () => ({ params: { id: "bug-fix" } }),
  deleteTemplatesById: () => ({ params: { id: randomUUID() } }),
  postCommandsInterpret: () => ({ body: { text: "show version history" } }),
  postVoiceTranscribe: ({ projectId }) => ({
    query: `?conversation=true&projectId=${projectId}`,
    upload: readFileSync(join(audioFixturesFolder, "noise.wav")),
  }),
  postVoiceSpeak: () => ({ body: { text: "It helps.", rate: 1.5 } }),
};

/** Whether anything here makes words of a recording. */
const listens = needs("ffmpeg") && needs("pocketsphinx_batch");

let server: TestServer;
let document: unknown;
let operations: Described[];

beforeAll(async () => {
  server = await startServer();
  document = await (await fetch(new URL("/api/openapi.json", server.url))).json();
  operations = operationsOf(document);
});
afterAll(() => server.remove());

async function send({ method, path }: Described, { params, query = "", body, upload }: Sent) {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => params?.[name] ?? "");
  const response = await fetch(new URL(filled + query, server.url), {
    method,
    ...(upload ? { body: upload, headers: { "content-type": "audio/wav" } } : {}),
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
  });
  const text = await response.text();
  const mediaType = response.headers.get("content-type")?.replace(/; charset.*/, "") ?? "";
  return {
    status: response.status,
    mediaType,
    body: mediaType.endsWith("json") ? z.json().parse(JSON.parse(text)) : text,
  };
}

async function post<S extends z.ZodType>(path: string, body: object, shape: S) {
  const headers = { "content-type": "application/json" };
  const init = { method: "POST", headers, body: JSON.stringify(body) };
  return shape.parse(await (await fetch(new URL(path, server.url), init)).json());
}

async function makeWorld(): Promise<World> {
  const { id: projectId } = await post("/api/projects", { name: "Billing" }, Project);
  const plan = { projectId, content: markdown };
  const { id: planId } = await post("/api/devplans", plan, PlanDetail);
  const message = "I want to add CSV export to the invoice page";
  const answer = z.object({ sessionId: z.string() });
  const { sessionId } = await post("/api/planning/chat", { message, projectId }, answer);
  const takeaway = { kind: "decision", text: "Semicolons separate the columns." };
  const path = `/api/projects/${projectId}/memory/takeaways`;
  const { id: takeawayId } = await post(path, takeaway, Takeaway);
  return { projectId, planId, sessionId, takeawayId };
}

test("the document is valid OpenAPI", async () => {
  const { valid, errors } = await new Validator().validate(
    z.record(z.string(), z.json()).parse(document),
  );
  expect(errors ?? []).toEqual([]);
  expect(valid).toBe(true);
});

test("the document can be read as a page", async () => {
  const page = await fetch(new URL("/api/docs", server.url));
  const text = await page.text();
  for (const { path } of operations) expect(text).toContain(path);
});

/** Each operation is asked about a world of its own: how long that takes grows with them. */
const timeout = 120_000;

test("every operation answers a good request as it is described", { timeout }, async () => {
  expect(operations.map(({ id }) => id).toSorted()).toEqual(Object.keys(good).toSorted());
  for (const operation of operations) {
    const sent = good[operation.id]?.(await makeWorld());
    if (sent?.upload && !listens) continue;
    if (operation.id === "deleteTemplatesById") {
      const own = { title: "Mine", content: markdown };
      const { id } = await post("/api/templates", own, z.object({ id: z.string() }));
      Object.assign(sent ?? {}, { params: { id } });
    }
    const answer = await send(operation, sent ?? {});
    expect(answer.status, `${operation.id}: ${JSON.stringify(answer.body)}`).toBe(operation.status);
    if (answer.status === 204) continue;
    expect(operation.faults(answer.status, answer.mediaType, answer.body), operation.id).toBeNull();
  }
});

describe("every operation answers a bad request with a problem as it is described", () => {
  const bad: [string, (sent: Sent) => Sent | null][] = [
    [
      "an id that is none",
      (sent) => (sent.params?.id ? { ...sent, params: { ...sent.params, id: "x" } } : null),
    ],
    [
      "an id that nothing has",
      (sent) =>
        sent.params?.id ? { ...sent, params: { ...sent.params, id: randomUUID() } } : null,
    ],
    ["a body that is none", (sent) => (sent.body === undefined ? null : { ...sent, body: ["?"] })],
    [
      "a limit of nothing",
      (sent) => (sent.query?.includes("limit") ? { ...sent, query: "?limit=0" } : null),
    ],
  ];
  test.each(bad)("%s", { timeout }, async (_, spoil) => {
    const world = await makeWorld();
    for (const operation of operations) {
      const sent = spoil(good[operation.id]?.(world) ?? {});
      if (sent === null) continue;
      const answer = await send(operation, sent);
      expect(answer.status, operation.id).toBeGreaterThanOrEqual(400);
      expect(answer.status, operation.id).toBeLessThan(500);
      expect(
        operation.faults(answer.status, answer.mediaType, answer.body),
        operation.id,
      ).toBeNull();
    }
  });
});
