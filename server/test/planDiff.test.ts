import { HttpProblem, PlanDetail, Project, VersionsDiff } from "@voiceplan/protocol";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startServer, type TestServer } from "./support/serverProcess.ts";

let server: TestServer;
let planId: string;

async function send(method: "GET" | "POST" | "PUT", path: string, body?: object): Promise<unknown> {
  const headers = { "content-type": "application/json" };
  const init = body ? { method, headers, body: JSON.stringify(body) } : { method };
  return (await fetch(new URL(path, server.url), init)).json();
}

beforeAll(async () => {
  server = await startServer();
  const { id: projectId } = Project.parse(await send("POST", "/api/projects", { name: "Portal" }));
  const content = "# Export\n\n## Goals\n\nFast\n\n## Tasks\n\n- [ ] One\n- [ ] Two\n";
  const plan = PlanDetail.parse(await send("POST", "/api/devplans", { projectId, content }));
  planId = plan.id;
  const changed = "# Export\n\n## Tasks\n\n- [x] One\n\n## Goals\n\nFast\n\n## Rollout\n\nSlowly\n";
  await send("PUT", `/api/devplans/${planId}`, { content: changed });
});
afterAll(() => server.remove());

test("two versions are compared by section, by line and in words", async () => {
  const diff = VersionsDiff.parse(await send("GET", `/api/devplans/${planId}/diff?from=1&to=2`));
  expect(diff.words).toMatch(/^Version 2 adds the section Rollout/);
  expect(diff.sections.map(({ title }) => title)).toEqual(["Tasks", "Goals", "Rollout"]);
  expect(diff.sections.filter(({ isMoved }) => isMoved)).toHaveLength(1);
  expect(diff.sections[0]?.lines.filter(({ kind }) => kind !== "same")).toEqual([
    { kind: "removed", text: "- [ ] One" },
    { kind: "removed", text: "- [ ] Two" },
    { kind: "added", text: "- [x] One" },
  ]);
  // Without numbers it is the newest against the one before it.
  expect(await send("GET", `/api/devplans/${planId}/diff`)).toEqual(diff);
});

test.each([
  ["?from=2&to=1", "invalid_payload", "ask for from=1 and to=2"],
  ["?from=1&to=7", "not_found", "no version 7"],
  ["?from=one", "invalid_payload", ""],
])("%s is refused in words", async (query, code, words) => {
  const problem = HttpProblem.parse(await send("GET", `/api/devplans/${planId}/diff${query}`));
  expect(problem.code).toBe(code);
  expect(problem.detail).toContain(words);
});
