import type { Page } from "playwright-core";
import { z } from "zod";

const Created = z.object({ id: z.string() });

/** What a plan's page is tested with. */
export const planText = [
  "# CSV export",
  "Accountants export invoices themselves.",
  "## Tasks",
  "- [x] Filter by date",
  "- [ ] Choose the columns",
  "- [ ] Include the tax",
  "## Technical notes",
  "```ts",
  "export const format = 'csv';",
  "```",
  "## Risks",
  "Large tenants have a million rows.",
  "",
].join("\n");

async function send(url: string, method: "POST" | "PUT", body: object): Promise<string> {
  const response = await fetch(url, {
    method,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return Created.parse(await response.json()).id;
}

/** Makes a project with a plan in it over REST; resolves with the plan's id. */
export async function createPlan(url: string, content = planText): Promise<string> {
  const projectId = await send(`${url}/api/projects`, "POST", {
    name: `billing ${crypto.randomUUID().slice(0, 8)}`,
  });
  return send(`${url}/api/devplans`, "POST", { projectId, content });
}

/** Changes a plan as somebody else does. */
export async function changePlan(url: string, planId: string, body: object): Promise<void> {
  await send(`${url}/api/devplans/${planId}`, "PUT", body);
}

/** Goes to a plan's page and waits until the plan is there. */
export async function openPlan(page: Page, url: string, planId: string, query = ""): Promise<void> {
  await page.goto(`${url}/plans/${planId}${query}`);
  await page.getByRole("heading", { level: 1, name: "CSV export" }).first().waitFor();
}
