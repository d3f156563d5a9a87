import {
  ChatAnswer,
  Plan,
  PlanVersion,
  PlanVersionSummary,
  Project,
  ProjectSummary,
  Takeaway,
  type CreatePlan,
  type CreateProject,
  type UpdatePlan,
  type UpdateProject,
} from "@voiceplan/protocol";
import { z } from "zod";

const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item) });

async function get<T extends z.ZodType>(
  url: string,
  schema: T,
  init: RequestInit = {},
): Promise<z.infer<T>> {
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return schema.parse(await response.json());
}

function send<T extends z.ZodType>(
  method: "POST" | "PUT",
  url: string,
  body: object,
  schema: T,
): Promise<z.infer<T>> {
  const headers = { "content-type": "application/json" };
  return get(url, schema, { method, headers, body: JSON.stringify(body) });
}

/** What the server holds and does over REST, past the page. */
export const rest = {
  /** Says something, in a new conversation where none is named; resolves with which it was. */
  chat: async (url: string, message: string, sessionId?: string): Promise<string> =>
    (await send("POST", `${url}/api/planning/chat`, { message, sessionId }, ChatAnswer)).sessionId,

  projects: async (url: string) => (await get(`${url}/api/projects`, pageOf(ProjectSummary))).items,

  project: (url: string, id: string) => get(`${url}/api/projects/${id}`, Project),

  createProject: (url: string, body: CreateProject) =>
    send("POST", `${url}/api/projects`, body, Project),

  updateProject: (url: string, id: string, body: UpdateProject) =>
    send("PUT", `${url}/api/projects/${id}`, body, Project),

  takeaways: async (url: string, projectId: string) =>
    (await get(`${url}/api/projects/${projectId}/memory/takeaways`, pageOf(Takeaway))).items,

  addTakeaway: (url: string, projectId: string, text: string) =>
    send(
      "POST",
      `${url}/api/projects/${projectId}/memory/takeaways`,
      { kind: "decision", text },
      Takeaway,
    ),

  updateTakeaway: (url: string, projectId: string, id: string, text: string) =>
    send("PUT", `${url}/api/projects/${projectId}/memory/takeaways/${id}`, { text }, Takeaway),

  createPlan: (url: string, body: CreatePlan) => send("POST", `${url}/api/devplans`, body, Plan),

  updatePlan: (url: string, id: string, body: UpdatePlan) =>
    send("PUT", `${url}/api/devplans/${id}`, body, Plan),

  plan: (url: string, id: string) => get(`${url}/api/devplans/${id}`, Plan),

  plans: async (url: string, projectId: string) =>
    (await get(`${url}/api/projects/${projectId}/plans`, pageOf(Plan))).items,

  versions: async (url: string, planId: string) =>
    (await get(`${url}/api/devplans/${planId}/versions`, pageOf(PlanVersionSummary))).items,

  version: (url: string, planId: string, number: number) =>
    get(`${url}/api/devplans/${planId}/versions/${number}`, PlanVersion),
};
