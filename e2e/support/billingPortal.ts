import type { DeskPage } from "./deskPage.ts";

/** What somebody says to the guided planner from the first idea to the plan, one answer at a time. */
export const interview = [
  "I want to add CSV export to the billing portal",
  "the accountants and our support team",
  "filter by date, choose the columns, and include the tax",
  "they can close the month without retyping numbers",
  "no PDF, and no scheduled exports",
  "it depends on the auth service",
  "about 20 hours",
  "high",
  "a beta by December 5th",
] as const;

/** Has a project and a plan in it by text; resolves with the plan as it was saved. */
export async function planBillingPortal(desk: DeskPage, project = "billing portal") {
  await desk.ask(`create a new project called ${project}`);
  for (const answer of interview) await desk.ask(answer);
  return desk.wire.until("plan.saved");
}
