import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "../../test/support/database.ts";
import { call, callsEnd, ScriptedChat, stop, words } from "../engines/chat/port.double.ts";
import { LOCAL_USER_ID } from "../store/localUser.ts";
import { AgentPlanner } from "./agent/agentPlanner.ts";
import { GuidedPlanner } from "./guided/guidedPlanner.ts";
import { memoryStore } from "./memoryPlans.double.ts";
import type { Planner } from "./planner.ts";
import { PlannerRun } from "./plannerRun.double.ts";
import { Plans } from "./plans.ts";
import { Projects } from "./projects.ts";

let database: TestDatabase;
let projects: Projects;
let plans: Plans;
const ownerId = LOCAL_USER_ID;
const now = () => new Date(2025, 10, 21, 10);

beforeAll(async () => {
  database = await openTestDatabase();
  projects = new Projects(database.db);
  plans = new Plans(database.db);
});
afterAll(() => database.close());

async function converse(planner: Planner): Promise<PlannerRun> {
  const conversationId = randomUUID();
  await database.db.conversation.create({ data: { id: conversationId, ownerId } });
  return new PlannerRun(planner, { ownerId, conversationId });
}

describe("the guided planner on the database", () => {
  test("ends its interview with version 1, and a further message makes version 2", async () => {
    const run = await converse(new GuidedPlanner({ projects, plans, now }));
    await run.say("I want to add CSV export to the billing portal");
    await run.say("for admins, 20 to 30 hours, high priority, beta by December 5th");
    await run.say("that's all");
    await run.say("add a task to testing: load tests");
    const plan = run.focus.plan;
    if (plan === null) throw new Error("No plan was saved.");
    expect((await plans.versions(ownerId, plan.id)).map(({ number }) => number)).toEqual([2, 1]);
    const second = await plans.version(ownerId, plan.id, 2);
    expect(second?.metadata).toMatchObject({
      estimatedHours: 25,
      priority: "high",
      milestones: [{ title: "Beta", date: "2025-12-05" }],
    });
    expect(second?.sections.map(({ title }) => title)).toContain("Testing");
    expect(second?.conversationId).toBe(run.focus.conversationId);
  });

  test("writes nothing twice when a message is answered again after its answer was lost", async () => {
    const planner = new GuidedPlanner({ projects, plans, now });
    const run = await converse(planner);
    await run.say("create a development plan for login rate limiting");
    for (const text of ["that's all", "remove the rollout section"]) {
      const { state, focus } = run;
      const id = randomUUID();
      const first = await run.say(text, { id });
      const redo = new PlannerRun(planner, {
        ...focus,
        plan: run.focus.plan,
        project: run.focus.project,
      });
      redo.state = state;
      expect((await redo.say(text, { id })).of("saved")).toEqual(first.of("saved"));
    }
    expect(await plans.versions(ownerId, run.focus.plan?.id ?? "")).toHaveLength(2);
  });
});

describe("the agent on the database", () => {
  test("saves, revises a section, and finds both again", async () => {
    const markdown =
      "# Dark mode\n\n## Overview\n\nFor the night.\n\n## Testing\n\n- [ ] Look at it\n";
    const round = (name: string, args: unknown) => [
      { deltas: [...call(name, args), callsEnd] },
      { deltas: [...words("Done."), stop] },
    ];
    const revision = {
      section: "Testing",
      content: "- [ ] Check the contrast",
      changeSummary: "Contrast",
    };
    const script = [
      ...round("draft_plan", { title: "Dark mode", markdown }),
      ...round("revise_section", revision),
    ];
    const chat = new ScriptedChat([...script, ...script.slice(2)]);
    const planner = new AgentPlanner({
      chat,
      projects,
      plans,
      takeaways: memoryStore().takeaways,
      now,
    });
    const run = await converse(planner);
    await run.say("create a plan for dark mode");
    const id = randomUUID();
    const first = await run.say("check the contrast", { id });
    const again = await run.say("check the contrast", { id });
    expect(again.of("saved")).toEqual(first.of("saved"));
    const version = await plans.version(ownerId, run.focus.plan?.id ?? "", 2);
    expect(version?.content).toContain("For the night.");
    expect(version?.content).toContain("Check the contrast");
    expect(await plans.versions(ownerId, run.focus.plan?.id ?? "")).toHaveLength(2);
    chat.done();
  });
});
