import { randomUUID } from "node:crypto";
import {
  Change,
  ChatAnswer,
  HttpProblem,
  PlanDetail,
  PlanFile,
  PlanVersionSummary,
  Project,
  type RequestInput,
} from "@voiceplan/protocol";
import { io } from "socket.io-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { ConversationClient } from "./support/conversationClient.ts";
import { getJson } from "./support/rest.ts";
import { startServer, type TestServer } from "./support/serverProcess.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.remove());

const json = { "content-type": "application/json" };

async function send(
  method: string,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
) {
  const init = { method, body: JSON.stringify(body), headers: { ...json, ...headers } };
  const response = await fetch(new URL(path, server.url), init);
  const answer: unknown = response.status === 204 ? null : await response.json();
  return { status: response.status, etag: response.headers.get("etag") ?? "", body: answer };
}

async function newPlan(content = "# Export\n\n- [ ] One\n") {
  const project = Project.parse((await send("POST", "/api/projects", { name: "Billing" })).body);
  const created = await send("POST", "/api/devplans", { projectId: project.id, content });
  return { project, plan: PlanDetail.parse(created.body), etag: created.etag };
}

test("of two editors the second is told what the first wrote, and loses nothing", async () => {
  const { plan, etag } = await newPlan();
  const path = `/api/devplans/${plan.id}`;
  const first = await send("PUT", path, { content: "# Export\n\nFirst\n" }, { "If-Match": etag });
  expect(first.status).toBe(200);
  const sent = { content: "# Export\n\nSecond\n" };
  const second = await send("PUT", path, sent, { "If-Match": etag });
  expect(second.status).toBe(412);
  const problem = HttpProblem.parse(second.body);
  expect(problem).toMatchObject({
    code: "precondition_failed",
    current: { currentVersion: 2 },
    sent,
  });
  const again = await send("PUT", path, sent, { "If-Match": first.etag });
  expect(again.body).toMatchObject({ currentVersion: 3, content: sent.content });
});

test("of many who write with the same If-Match one wins", async () => {
  const { plan, etag } = await newPlan();
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, index) =>
      send(
        "POST",
        `/api/devplans/${plan.id}/versions`,
        { content: `# ${index}` },
        { "If-Match": etag },
      ),
    ),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 412)).toHaveLength(7);
});

test("twenty writers of one plan make versions without a gap, and none is lost", async () => {
  const { plan } = await newPlan();
  const contents = Array.from({ length: 20 }, (_, index) => `# Export\n\nWriter ${index}\n`);
  const answers = await Promise.all(
    contents.map((content) => send("POST", `/api/devplans/${plan.id}/versions`, { content })),
  );
  expect(answers.map(({ status }) => status)).toEqual(contents.map(() => 201));
  const page = z.object({ items: z.array(PlanVersionSummary), nextCursor: z.null() });
  const { items } = await getJson(server.url, `/api/devplans/${plan.id}/versions`, page);
  expect(items.map(({ number }) => number)).toEqual(Array.from({ length: 21 }, (_, at) => 21 - at));
  const written = z.array(z.object({ content: z.string() })).parse(answers.map(({ body }) => body));
  expect(new Set(written.map(({ content }) => content))).toEqual(new Set(contents));
});

test("a version that is restored is a new one", async () => {
  const { plan } = await newPlan();
  await send("PUT", `/api/devplans/${plan.id}`, { content: "# Other" });
  const restored = await send("POST", `/api/devplans/${plan.id}/versions/1/restore`, {});
  expect(restored).toMatchObject({ status: 201, body: { number: 3, content: plan.content } });
});

test("a plan that is exported as JSON comes back whole, and as Markdown with its metadata", async () => {
  const { plan, project } = await newPlan("---\npriority: high\n---\n\n# Export\n\n- [x] One\n");
  await send("PUT", `/api/devplans/${plan.id}`, { status: "approved" });
  const path = `/api/devplans/${plan.id}/export?format=`;
  const file = await getJson(server.url, `${path}json`, PlanFile);
  const body = { projectId: project.id, plan: file };
  const { title, content, metadata, sections, progress } = plan;
  expect(await send("POST", "/api/devplans/import", body)).toMatchObject({
    status: 201,
    body: { title, content, metadata, sections, progress, status: "approved" },
  });
  const text = await (await fetch(new URL(`${path}md`, server.url))).text();
  expect(
    await send("POST", "/api/devplans", { projectId: project.id, content: text }),
  ).toMatchObject({
    status: 201,
    body: { title, content, metadata, sections, progress },
  });
});

test("the status has a history with comments", async () => {
  const { plan } = await newPlan();
  const path = `/api/devplans/${plan.id}`;
  await send("PUT", path, { status: "approved" });
  await send("PUT", path, { status: "draft", comment: "The rollout is missing." });
  const shape = z.object({ items: z.array(z.record(z.string(), z.unknown())) });
  const { items } = await getJson(server.url, `${path}/status-changes`, shape);
  expect(items).toMatchObject([
    { from: "draft", to: "approved", comment: "", author: "user", version: 1 },
    { from: "approved", to: "draft", comment: "The rollout is missing." },
  ]);
});

test("what is deleted is gone until it is brought back", async () => {
  const { plan, project } = await newPlan();
  const path = `/api/devplans/${plan.id}`;
  expect((await send("DELETE", path, {})).status).toBe(204);
  expect((await send("PUT", path, { title: "Still here?" })).status).toBe(404);
  const shape = z.object({ items: z.array(z.unknown()) });
  expect((await getJson(server.url, `/api/projects/${project.id}/plans`, shape)).items).toEqual([]);
  expect((await send("POST", `${path}/restore`, {})).status).toBe(200);
  expect((await getJson(server.url, path, PlanDetail)).content).toBe(plan.content);
});

const at = new Date(0).toISOString();
const [planId, projectId] = [randomUUID(), randomUUID()];
/** A plan as it is exported. */
const exported = {
  ...{ id: planId, projectId, title: "Export", status: "draft", currentVersion: 1 },
  ...{ progress: { done: 0, total: 0 }, createdAt: at, updatedAt: at },
  version: {
    ...{ planId, number: 1, content: "# Export\n", sections: [], changeSummary: "" },
    ...{ author: "user", conversationId: null, messageId: null, createdAt: at },
    metadata: { estimatedHours: null, priority: null, dependencies: [], milestones: [] },
  },
};

test.each<[string, string, string, () => string | Uint8Array<ArrayBuffer>, number]>([
  ["an empty name", "POST", "/api/projects", () => JSON.stringify({ name: " " }), 400],
  [
    "a status that does not exist",
    "PUT",
    "/api/projects/PROJECT",
    () => JSON.stringify({ status: "gone" }),
    400,
  ],
  [
    "10 MB of Markdown",
    "PUT",
    "/api/devplans/PLAN",
    () => JSON.stringify({ content: "x".repeat(10_000_000) }),
    413,
  ],
  [
    "text that is not UTF-8",
    "POST",
    "/api/projects",
    () => new Uint8Array([...Buffer.from('{"name":"'), 0xff, ...Buffer.from('"}')]),
    400,
  ],
  ["JSON that is none", "POST", "/api/projects", () => "{", 400],
  ["a version that is not there", "POST", "/api/devplans/PLAN/versions/9/restore", () => "{}", 404],
  [
    "a plan without a title",
    "POST",
    "/api/devplans",
    () => JSON.stringify({ projectId: "PROJECT", content: "text" }),
    400,
  ],
  [
    "a plan in no project",
    "POST",
    "/api/devplans",
    () => JSON.stringify({ projectId: randomUUID(), title: "Plan" }),
    404,
  ],
  [
    "a session that is not there",
    "POST",
    "/api/planning/generate",
    () => JSON.stringify({ sessionId: randomUUID() }),
    404,
  ],
  [
    "a plan from a file without a title",
    "POST",
    "/api/devplans/import",
    () => JSON.stringify({ projectId: "PROJECT", plan: { ...exported, title: " " } }),
    400,
  ],
])("%s is refused in words", async (_, method, path, body, status) => {
  const { plan, project } = await newPlan();
  const filled = (text: string) => text.replace("PLAN", plan.id).replace("PROJECT", project.id);
  const sent = body();
  const response = await fetch(new URL(filled(path), server.url), {
    method,
    headers: json,
    body: typeof sent === "string" ? filled(sent) : sent,
  });
  expect(response.status).toBe(status);
  const problem = HttpProblem.parse(await response.json());
  expect(problem.detail.length).toBeGreaterThan(10);
  expect(await getJson(server.url, `/api/devplans/${plan.id}`, PlanDetail)).toEqual(plan);
});

test("a dependency is kept as the database can hold it", async () => {
  const { plan } = await newPlan();
  const metadata = { dependencies: ["Ma\u0000il"] };
  const { status, body } = await send("PUT", `/api/devplans/${plan.id}`, { metadata });
  expect(status).toBe(200);
  expect(body).toMatchObject({ metadata: { dependencies: ["Mail"] } });
});

test("a plan of a session follows a template while it is asked for, and not once it is written", async () => {
  const chat = async (message: string, sessionId?: string) =>
    ChatAnswer.parse((await send("POST", "/api/planning/chat", { message, sessionId })).body);
  const { sessionId } = await chat("I want to add a CSV export to the billing portal");
  const generate = () => send("POST", "/api/planning/generate", { sessionId, template: "bug-fix" });
  const made = await generate();
  expect(made).toMatchObject({ status: 200, body: { version: 1 } });
  const { planId } = z.object({ planId: z.string() }).parse(made.body);
  const again = await generate();
  expect(again.status).toBe(422);
  expect(HttpProblem.parse(again.body).detail).toContain("stays as it is");
  const plan = await getJson(server.url, `/api/devplans/${planId}`, PlanDetail);
  expect(plan.currentVersion).toBe(1);
  expect(plan.content).not.toContain("template");
});

test("what is said over REST shows up live where the conversation is open", async () => {
  const page = await ConversationClient.open(server.url, { speech: false });
  const said = await send("POST", "/api/planning/chat", {
    sessionId: page.id,
    message: "show my projects",
  });
  const { response } = z.object({ response: z.string() }).parse(said.body);
  const { text } = await page.until("reply.ended");
  expect(text).toBe(response);
  page.close();
});

test("after a turn open lists learn what was said last", async () => {
  const list = open({ changes: true });
  await list.opened;
  const { sessionId } = ChatAnswer.parse(
    (await send("POST", "/api/planning/chat", { message: "show my projects" })).body,
  );
  const newest = () =>
    list.changes.findLast(
      (change) => change.kind === "conversation" && change.conversation.id === sessionId,
    );
  const conversation = { title: "show my projects", messageCount: 2 };
  await expect.poll(newest).toMatchObject({ conversation });

  await send("POST", "/api/planning/chat", { sessionId, message: "help" });
  await expect.poll(newest).toMatchObject({ conversation: { ...conversation, messageCount: 4 } });
  list.socket.disconnect();
});

test("a deleted conversation is gone for whoever has its address, until it is brought back", async () => {
  const said = await send("POST", "/api/planning/chat", { message: "show my projects" });
  const { sessionId } = ChatAnswer.parse(said.body);
  await send("DELETE", `/api/planning/sessions/${sessionId}`, {});
  const more = { sessionId, message: "help" };
  expect((await send("POST", "/api/planning/chat", more)).status).toBe(404);
  await server.restart();
  expect((await send("POST", "/api/planning/chat", more)).status).toBe(404);
  await send("POST", `/api/planning/sessions/${sessionId}/restore`, {});
  expect((await send("POST", "/api/planning/chat", more)).status).toBe(200);
});

test("a conversation is streamed as server-sent events, the answer last", async () => {
  const response = await fetch(new URL("/api/planning/chat", server.url), {
    method: "POST",
    headers: { ...json, accept: "text/event-stream" },
    body: JSON.stringify({ message: "help" }),
  });
  const events = (await response.text()).trim().split("\n\n");
  const names = events.map((event) => /^event: (.*)$/m.exec(event)?.[1]);
  expect(names).toContain("reply.text");
  expect(names.at(-1)).toBe("done");
});

test("every change reaches every open page, and nobody who did not ask for changes", async () => {
  const pages = [open({ changes: true }), open({ changes: true })];
  const program = open({});
  await Promise.all([...pages, program].map(({ opened }) => opened));
  const { plan, project } = await newPlan();
  await send("PUT", `/api/projects/${project.id}`, { name: "Billing portal" });
  await send("DELETE", `/api/devplans/${plan.id}`, {});
  for (const { changes, socket } of pages) {
    await expect.poll(() => changes.at(-1)?.kind).toBe("plan.deleted");
    const about = changes.filter((change) => JSON.stringify(change).includes(project.id));
    expect(about.map(({ kind }) => kind)).toEqual(["project", "plan", "project", "plan.deleted"]);
    socket.disconnect();
  }
  expect(program.changes).toEqual([]);
  program.socket.disconnect();
});

function open(request: RequestInput<"conversation.open">) {
  const socket = io(server.url, { transports: ["websocket"], forceNew: true });
  const changes: Change[] = [];
  socket.on("changed", (change: unknown) => changes.push(Change.parse(change)));
  return { socket, changes, opened: socket.emitWithAck("conversation.open", request) };
}
