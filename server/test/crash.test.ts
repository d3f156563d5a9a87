import { randomUUID } from "node:crypto";
import { Plan, PlanVersionSummary, ProjectSummary } from "@voiceplan/protocol";
import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { createLog } from "../src/lib/log.ts";
import { openStore } from "../src/store/open.ts";
import { ConversationClient } from "./support/conversationClient.ts";
import { expectEachOnce, PersistentPerson, type Step } from "./support/crashing.ts";
import { providerVariables } from "./support/emulated.ts";
import { startProvider, type ProviderOptions } from "./support/provider.ts";
import { chooseSeed, seeded } from "./support/random.ts";
import { getJson } from "./support/rest.ts";
import { startServer, type Environment, type TestServer } from "./support/serverProcess.ts";
import { framesOf, voiceLike } from "./support/speech.ts";

const frames = framesOf(voiceLike(400));
/** A turn takes about this long, so that kills fall into every part of it and some behind it. */
const LATEST_KILL_MS = 500;
const LIMIT_MS = 240_000;

/** Killed at some moment, right when it is acknowledged, or not at all. */
type Line = string | { spoken: true } | { acknowledged: string } | { calm: string };

/** The script with a moment to be killed at in every step that is not calm. */
function stepsOf(script: readonly Line[], random: () => number): Step[] {
  return script.map((line) => {
    const id = randomUUID();
    const kill = { afterMs: Math.floor(random() * LATEST_KILL_MS) };
    const again = random() < 0.5;
    if (typeof line === "string") return { id, say: { text: line }, kill, again };
    if ("calm" in line) return { id, say: { text: line.calm }, kill: null, again: false };
    if ("spoken" in line) return { id, say: { frames }, kill, again };
    const say = line.acknowledged === "spoken" ? { frames } : { text: line.acknowledged };
    return { id, say, kill: "acknowledged", again: false };
  });
}

async function act(server: TestServer, steps: readonly Step[]): Promise<PersistentPerson> {
  const person = await PersistentPerson.arrive(server);
  for (const step of steps) await person.take(step);
  expectEachOnce(person.log, steps);
  person.leave();

  // Nobody was ever told anything that the record does not hold, in the same words.
  const { conversationId } = person;
  const all = await ConversationClient.open(server.url, { conversationId });
  expect(all.events).toEqual(person.log);
  all.close();
  return person;
}

const page = <S extends z.ZodType>(item: S) => z.object({ items: z.array(item) });

/** The plans of every project, with their version numbers. */
async function written(url: string): Promise<Record<string, number[][]>> {
  const found: Record<string, number[][]> = {};
  const projects = await getJson(url, "/api/projects", page(ProjectSummary));
  for (const { id, name } of projects.items) {
    expect(found[name]).toBeUndefined();
    const plans = await getJson(url, `/api/projects/${id}/plans`, page(Plan));
    found[name] = await Promise.all(
      plans.items.map(async (plan) => {
        const path = `/api/devplans/${plan.id}/versions`;
        const versions = await getJson(url, path, page(PlanVersionSummary));
        return versions.items.map(({ number }) => number).toSorted();
      }),
    );
  }
  return found;
}

/** Insists that the tables say the same as the log: nothing twice, nothing left to do. */
async function expectSettled(server: TestServer, steps: readonly Step[]): Promise<void> {
  await server.process.stop();
  const { db, close } = await openStore({ ...server.address, log: createLog("silent") });
  try {
    const messages = await db.message.findMany();
    const ids = (role: string) => messages.filter((m) => m.role === role).map(({ id }) => id);
    expect(ids("user").toSorted()).toEqual(steps.map(({ id }) => id).toSorted());
    expect(ids("assistant").length).toBe(steps.length);
    expect(messages.filter((m) => m.role === "user" && m.answeredAt === null)).toEqual([]);
    const utterances = await db.utterance.findMany();
    const spoken = steps.filter(({ say }) => "frames" in say).map(({ id }) => id);
    expect(utterances.map(({ id }) => id).toSorted()).toEqual(spoken.toSorted());
    for (const { status, audio } of utterances) {
      expect({ status, audio }).toEqual({ status: "transcribed", audio: null });
    }
    expect(await db.conversation.count()).toBe(1);
  } finally {
    await close();
  }
}

async function start(variables: Environment = {}): Promise<TestServer> {
  const server = await startServer(variables);
  onTestFinished(async () => {
    await server.process.kill();
    await server.remove().catch(() => undefined);
  });
  return server;
}

/** A model that writes a plan when asked to, changes it when asked to, and chats otherwise. */
const model: Required<Pick<ProviderOptions, "chat" | "transcription">> = {
  transcription: () => ({ text: "What do you think about caching?" }),
  chat: ({ messages }) => {
    const last = messages.at(-1);
    const said = JSON.stringify(last?.content ?? "");
    if (last?.role === "tool") return { text: "It is written. What is missing?" };
    if (said.includes("Bookkeepers need")) {
      const markdown = "# CSV export\n\n## Goal\n\nExport invoices.\n\n## Tasks\n\n- [ ] Export\n";
      return { toolCalls: [{ name: "draft_plan", arguments: { title: "CSV export", markdown } }] };
    }
    if (said.includes("Put the rollout")) {
      const section = { section: "Rollout", content: "Pilot first.", changeSummary: "Rollout" };
      return { toolCalls: [{ name: "revise_section", arguments: section }] };
    }
    return { text: "Caching helps here. What is slow about it today?" };
  },
};

test(
  "ten kills while a model plans: everything acknowledged is there, nothing twice",
  { timeout: LIMIT_MS },
  async () => {
    const pacing = { chatFirstTokenMs: 60, chatTokenMs: 4, transcriptionMs: 60, speechSpeed: 20 };
    const provider = await startProvider({ ...model, pacing });
    onTestFinished(() => provider.close());
    const server = await start(providerVariables(provider));
    const steps = stepsOf(
      [
        "create a new project called Alpha",
        { spoken: true },
        "Bookkeepers need to export the invoices of a month",
        { acknowledged: "spoken" },
        "Put the rollout into it, pilot first",
        "show version history",
        { spoken: true },
        "create a new project called Beta",
        "show my projects",
        { acknowledged: "What about queues instead?" },
        { calm: "And what about both?" },
      ],
      seeded(chooseSeed("crash.test.ts, model")),
    );
    expect(steps.filter(({ kill }) => kill !== null).length).toBe(10);
    await act(server, steps);
    expect(await written(server.url)).toEqual({ Alpha: [[1, 2]], Beta: [] });
    await expectSettled(server, steps);
  },
);

test(
  "kills while the guided planner interviews: one plan, its versions once",
  { timeout: LIMIT_MS },
  async () => {
    const server = await start();
    const steps = stepsOf(
      [
        { calm: "create a new project called Billing Portal" },
        "I want to add CSV export to the invoice page",
        { calm: "it's for admins, about 20 hours, high priority, depends on the auth service" },
        "filter by date range, they can choose the columns, and it should include the tax per line",
        { calm: "they can close the month without retyping numbers" },
        "that's all",
        "actually make it 30 hours",
        { calm: "show version history" },
      ],
      seeded(chooseSeed("crash.test.ts, guided")),
    );
    const { log } = await act(server, steps);
    const saved = log.flatMap((event) => (event.type === "plan.saved" ? [event.version] : []));
    expect(saved.length).toBeGreaterThan(1);
    expect(await written(server.url)).toEqual({ "Billing Portal": [saved] });
    await expectSettled(server, steps);
  },
);
