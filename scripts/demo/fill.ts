import { Plan, PlanDetail, Project, type PlanStatus } from "@voiceplan/protocol";
import { z } from "zod";
import { Failure } from "../lib/report.mjs";
import type { DemoPlan, DemoProject } from "./demoProject.ts";

const Answer = z.object({ sessionId: z.string() });
const Listed = z.object({ items: z.array(z.unknown()) });

/** Throws a Failure where the server at `url` has anything in it, archived or not. */
export async function refuseFilled(url: string): Promise<void> {
  const lists = ["projects", "projects?status=archived", "planning/sessions"];
  for (const list of lists) {
    const { items } = await send("GET", `${url}/api/${list}`, null, Listed);
    if (items.length === 0) continue;
    throw new Failure(
      "This instance has something in it already, and the demo fills only empty ones. Nothing was changed. " +
        "Give it another place, for example: DATA_DIR=./demo-data npm run demo",
    );
  }
}

/** Writes a project with its plans, their versions and statuses, and has its conversations. */
export async function fillProject(url: string, project: DemoProject): Promise<void> {
  const { plans, conversations = [], status, ...details } = project;
  const { id } = await send("POST", `${url}/api/projects`, details, Project);
  for (const plan of plans) await fillPlan(url, id, plan);
  for (const messages of conversations) await converse(url, id, messages);
  if (status) await send("PUT", `${url}/api/projects/${id}`, { status }, Project);
}

async function fillPlan(url: string, projectId: string, plan: DemoPlan): Promise<void> {
  const { text, changes = [], statuses = [] } = plan;
  let written = await send("POST", `${url}/api/devplans`, { projectId, content: text }, PlanDetail);
  const path = `${url}/api/devplans/${written.id}`;
  for (const { summary, edits } of changes) {
    const content = edits.reduce(edit, written.content);
    written = await send("PUT", path, { content, changeSummary: summary }, PlanDetail);
  }
  for (const [status, comment] of statuses) {
    const change: { status: PlanStatus; comment?: string } = { status, comment };
    await send("PUT", path, change, Plan);
  }
}

function edit(text: string, [from, to]: readonly [string, string]): string {
  if (!text.includes(from)) throw new Error(`The demo's plan has no passage "${from}".`);
  return text.replace(from, () => to);
}

async function converse(
  url: string,
  projectId: string,
  messages: readonly string[],
): Promise<void> {
  let sessionId: string | undefined;
  for (const message of messages) {
    const body = { message, projectId, sessionId };
    ({ sessionId } = await send("POST", `${url}/api/planning/chat`, body, Answer));
  }
}

async function send<S extends z.ZodType>(
  method: "GET" | "POST" | "PUT",
  address: string,
  body: object | null,
  shape: S,
): Promise<z.output<S>> {
  const headers = { "content-type": "application/json" };
  const init = body ? { method, headers, body: JSON.stringify(body) } : { method };
  const response = await fetch(address, init);
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${address}: ${response.status} ${text}`);
  return shape.parse(JSON.parse(text));
}
