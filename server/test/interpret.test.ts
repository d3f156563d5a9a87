import { randomUUID } from "node:crypto";
import { Interpretation, PlanDetail, Project } from "@voiceplan/protocol";
import { afterAll, beforeAll, expect, test } from "vitest";
import { postJson } from "./support/rest.ts";
import { startServer, type TestServer } from "./support/serverProcess.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.remove());

const interpret = (text: string, projectId?: string) =>
  postJson(server.url, "/api/commands/interpret", Interpretation, { text, projectId });

test("a text is interpreted with the projects there are, and with the plans of the one that is open", async () => {
  const text = "Open single sign-on";
  const open = await postJson(server.url, "/api/projects", Project, { name: "Billing" });
  const content = "# Single sign-on";
  const plan = { projectId: open.id, title: "Single sign-on", content };
  await postJson(server.url, "/api/devplans", PlanDetail, plan);
  const named = { args: { name: "single sign-on" } };
  expect(await interpret(text)).toEqual({ command: null });
  expect(await interpret(text, open.id)).toMatchObject({ command: "plan.open", ...named });
  await expect(interpret(text, randomUUID())).rejects.toThrow("not_found");
  await postJson(server.url, "/api/projects", Project, { name: "Single sign-on" });
  expect(await interpret(text, open.id)).toMatchObject({ command: "project.open", ...named });
});
