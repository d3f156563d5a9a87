import { randomUUID } from "node:crypto";
import { emptyMetadata, type CommandName, type Plan } from "@voiceplan/protocol";
import type { CommandContext, CommandOutcome } from "../../src/commands/command.ts";
import { emptyMemory } from "../../src/commands/commandMemory.ts";
import { commands } from "../../src/commands/index.ts";
import type { Focus } from "../../src/planning/planner.ts";
import { NgramEmbeddings } from "../../src/engines/embedding/ngrams.ts";
import { createLog } from "../../src/lib/log.ts";
import { Embedder } from "../../src/memory/embedder.ts";
import { Indexer } from "../../src/memory/indexer.ts";
import { Memory } from "../../src/memory/memory.ts";
import { Plans } from "../../src/planning/plans.ts";
import { PlanStanding } from "../../src/planning/planStanding.ts";
import { Projects } from "../../src/planning/projects.ts";
import { LOCAL_USER_ID } from "../../src/store/localUser.ts";
import { SignsAtHand } from "../../src/store/memory/signsAtHand.ts";
import type { TestDatabase } from "./database.ts";

type Given = Partial<
  Pick<Focus, "project" | "plan"> &
    Pick<
      CommandContext,
      "messageId" | "hasDraft" | "lastReply" | "isReading" | "memory" | "confirmed" | "text"
    >
>;

/** Runs commands over a real database, as a conversation does. */
export class CommandRun {
  readonly ownerId = LOCAL_USER_ID;
  readonly projects: Projects;
  readonly plans: Plans;
  readonly standing: PlanStanding;
  readonly #search: Memory;
  readonly #conversationId = randomUUID();
  readonly #database: TestDatabase;

  constructor(database: TestDatabase) {
    this.#database = database;
    this.projects = new Projects(database.db);
    this.plans = new Plans(database.db);
    this.standing = new PlanStanding(database.db);
    const builtIn = new NgramEmbeddings();
    const embedder = new Embedder(builtIn, builtIn);
    const { db } = database;
    const log = createLog("silent");
    const indexer = new Indexer(db, embedder, log, { settleMs: 60_000 });
    const signs = new SignsAtHand(db, log);
    this.#search = new Memory({ db, embedder, signs, indexer });
  }

  async clear(): Promise<void> {
    await this.#database.db.project.deleteMany();
    const data = { id: this.#conversationId, ownerId: this.ownerId };
    await this.#database.db.conversation.createMany({ data: [data], skipDuplicates: true });
  }

  run(
    name: CommandName,
    args: Record<string, unknown> = {},
    { messageId = randomUUID(), memory = emptyMemory, text = name, ...given }: Given = {},
  ): Promise<CommandOutcome> {
    const command = commands.find((one) => one.name === name);
    if (!command) throw new Error(`there is no command ${name}`);
    const { project = null, plan = null, ...more } = given;
    const { ownerId, projects, plans, standing } = this;
    return command.run(args, {
      focus: { ownerId, conversationId: this.#conversationId, project, plan },
      messageId,
      memory,
      text,
      hasDraft: false,
      lastReply: null,
      isReading: false,
      ...more,
      services: { projects, plans, standing, search: this.#search },
    });
  }

  /** A plan with these texts as its versions, in a new project. */
  async makePlan(title: string, ...contents: string[]): Promise<Plan> {
    const project = await this.projects.create(this.ownerId, { name: `Project of ${title}` });
    const [first = "", ...rest] = contents;
    let { plan } = await this.plans.create(this.ownerId, {
      projectId: project.id,
      title,
      ...versionOf(first, 1),
    });
    for (const [index, content] of rest.entries())
      ({ plan } = await this.plans.addVersion(
        this.ownerId,
        plan.id,
        versionOf(content, index + 2),
      ));
    return plan;
  }

  /** The text of the plan's newest version. */
  async textOf({ id }: Plan): Promise<string> {
    const plan = await this.plans.get(this.ownerId, id);
    return (await this.plans.version(this.ownerId, id, plan.currentVersion))?.content ?? "";
  }
}

function versionOf(content: string, number: number) {
  return {
    content,
    metadata: emptyMetadata,
    changeSummary: `Change ${number}.`,
    author: "user" as const,
    conversationId: null,
    sourceKey: randomUUID(),
  };
}
