import { Plan, PlanVersion, PlanVersionSummary, ProjectSummary } from "@voiceplan/protocol";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { ConversationClient } from "./support/conversationClient.ts";
import { getJson } from "./support/rest.ts";
import { startServer, type TestServer } from "./support/serverProcess.ts";

const pageOf = <S extends z.ZodType>(item: S) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.remove());

test("a typed conversation becomes a plan with two versions, and survives a restart", async () => {
  const client = await ConversationClient.open(server.url, { speech: false });
  await client.ask("create a new project called billing portal");
  const { project } = await client.until("project.opened");
  expect(project.name.toLowerCase()).toBe("billing portal");

  for (const answer of [
    "I want to add CSV export to the invoice page",
    "it's for admins, about 20 hours, high priority, depends on the auth service, beta by December 5th",
    "filter by date range, they can choose the columns, and it should include the tax per line",
    "they can close the month without retyping numbers",
    "no PDF, and no scheduled exports",
  ]) {
    expect(await client.ask(answer)).toMatchObject({ outcome: "completed" });
  }
  if (client.all("plan.saved").length === 0) await client.ask("that's all");
  const [saved] = client.all("plan.saved");
  expect(saved).toMatchObject({ version: 1, projectId: project.id });
  const planId = saved?.planId ?? "";
  const draft = client.all("plan.draft").findLast(({ seq }) => seq < (saved?.seq ?? 0));
  expect(draft?.markdown).toMatch(/CSV/i);

  await client.ask("actually make it 30 hours");
  expect(client.all("plan.saved").map(({ planId: id, version }) => ({ id, version }))).toEqual([
    { id: planId, version: 1 },
    { id: planId, version: 2 },
  ]);

  const historyOf = async (conversation: ConversationClient): Promise<number[]> => {
    const source = await conversation.say("show version history");
    await conversation.answerTo(source);
    const { command, result } = await conversation.until("command", (e) => e.sourceId === source);
    expect(command).toBe("plan.versions");
    const { versions } = z.object({ versions: z.array(PlanVersionSummary) }).parse(result);
    return versions.map(({ number }) => number).toSorted();
  };
  expect(await historyOf(client)).toEqual([1, 2]);
  const before = client.events;
  client.close();
  await server.restart();

  const rest = <S extends z.ZodType>(path: string, shape: S) => getJson(server.url, path, shape);
  const projects = await rest("/api/projects", pageOf(ProjectSummary));
  expect(projects.items).toMatchObject([{ id: project.id, planCount: 1 }]);
  const plans = await rest(`/api/projects/${project.id}/plans`, pageOf(Plan));
  expect(plans.items).toMatchObject([{ id: planId, currentVersion: 2 }]);
  const versions = await rest(`/api/devplans/${planId}/versions`, pageOf(PlanVersionSummary));
  expect(versions.items.map(({ number }) => number).toSorted()).toEqual([1, 2]);
  const first = await rest(`/api/devplans/${planId}/versions/1`, PlanVersion);
  const plan = await rest(
    `/api/devplans/${planId}`,
    Plan.extend({ content: z.string(), metadata: z.looseObject({}) }),
  );
  expect(first).toMatchObject({
    number: 1,
    conversationId: before[0]?.conversationId,
    metadata: { estimatedHours: 20, priority: "high" },
  });
  expect(first.content).toMatch(/- \[ \] /);
  expect(first.sections.length).toBeGreaterThan(2);
  expect(plan.metadata).toMatchObject({ estimatedHours: 30, priority: "high" });
  expect(plan.content).not.toBe(first.content);

  const again = await ConversationClient.open(server.url, {
    conversationId: client.id,
    speech: false,
  });
  expect(again.events).toEqual(before);
  expect(again.conversation).toMatchObject({ project: { id: project.id }, plan: { id: planId } });
  expect(await historyOf(again)).toEqual([1, 2]);
  await again.ask("note that finance wants to see a sample file first");
  expect(again.all("plan.saved").at(-1)).toMatchObject({ planId, version: 3 });
  expect(await historyOf(again)).toEqual([1, 2, 3]);
  again.close();
});
