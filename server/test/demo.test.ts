import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import {
  Overview,
  Plan,
  ProjectSummary,
  ConversationSummary,
  Takeaway,
  VersionsDiff,
} from "@voiceplan/protocol";
import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { v8Flags } from "../../scripts/lib/become.mjs";
import { prepareTestDatabase } from "./support/database.ts";
import { getJson } from "./support/rest.ts";
import { ServerProcess, type Environment } from "./support/serverProcess.ts";

const script = fileURLToPath(new URL("../../scripts/demo.ts", import.meta.url));
const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item) });

function demo(environment: Environment): Promise<{ code: number | null; said: string }> {
  const env = { PATH: process.env.PATH ?? "", ...environment };
  return new Promise((resolve) => {
    const command = [...v8Flags, script];
    const child = execFile(process.execPath, command, { env }, (_error, _stdout, said) => {
      resolve({ code: child.exitCode, said });
    });
  });
}

test("the demo fills an empty instance once, and no other", { timeout: 180_000 }, async () => {
  const { address, remove } = await prepareTestDatabase();
  onTestFinished(remove);
  const place: Environment = {
    DATA_DIR: address.dataDir,
    ...(address.databaseUrl === null ? {} : { DATABASE_URL: address.databaseUrl }),
  };
  const first = await demo(place);
  expect(first.said).toContain("projects and 22 plans are there");
  expect(first.code).toBe(0);

  const server = await ServerProcess.start({ ...place, TEST_MODE: "true", LOG_LEVEL: "warn" });
  onTestFinished(() => server.kill());
  const list = <T extends z.ZodType>(path: string, item: T) =>
    getJson(server.url, `/api/${path}`, pageOf(item)).then(({ items }) => items);
  const projects = await list("projects", ProjectSummary);
  expect(projects.map(({ name }) => name)).toContain("Billing portal");
  expect(new Set(projects.map(({ status }) => status))).toEqual(
    new Set(["active", "paused", "completed"]),
  );
  expect(await list("projects?status=archived", ProjectSummary)).toHaveLength(1);
  const plans = await list("devplans?limit=100", Plan);
  expect(plans.length).toBeGreaterThanOrEqual(22);
  expect(new Set(plans.map(({ status }) => status)).size).toBe(4);
  expect(plans.filter(({ currentVersion }) => currentVersion > 1).length).toBeGreaterThan(15);
  expect(plans.filter(({ reviewFrom }) => reviewFrom).length).toBeGreaterThan(0);
  const { progress, tags } = await getJson(server.url, "/api/overview", Overview);
  expect(progress.done).toBeGreaterThan(20);
  expect(progress.done).toBeLessThan(progress.total);
  expect(tags).toContain("customers");
  expect((await list("planning/sessions", ConversationSummary)).length).toBeGreaterThanOrEqual(5);
  const portal = projects.find(({ name }) => name === "Billing portal");
  // The memory is read in while the server runs.
  await expect
    .poll(async () => {
      const path = `projects/${portal?.id ?? ""}/memory/takeaways`;
      const all = await list(path, Takeaway);
      return all.map(({ kind, sources }) => `${kind} of a ${sources[0]?.kind ?? ""}`);
    })
    .toEqual(
      expect.arrayContaining(
        ["decision", "lesson"].flatMap((kind) => [`${kind} of a message`, `${kind} of a plan`]),
      ),
    );
  // It did not all happen at once.
  const days = new Set(plans.map(({ updatedAt }) => updatedAt.slice(0, 10)));
  expect(days.size).toBeGreaterThan(10);
  const [plan] = plans.filter(({ title }) => title === "Offline mode");
  const diff = await getJson(server.url, `/api/devplans/${plan?.id ?? ""}/diff`, VersionsDiff);
  expect(diff.words).toMatch(/^Version \d/);
  await server.stop();

  const second = await demo(place);
  expect(second.said).toContain("has something in it already");
  expect(second.said).toContain("DATA_DIR=");
  expect(second.code).toBe(1);
});
