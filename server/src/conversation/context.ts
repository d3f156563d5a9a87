import { Message, type Conversation, type Plan, type Project } from "@voiceplan/protocol";
import { z } from "zod";
import type { LastReply } from "../commands/command.ts";
import { CommandMemory, emptyMemory } from "../commands/commandMemory.ts";
import { Pending } from "../commands/pending.ts";
import type { Focus } from "../planning/planner.ts";
import type { Plans } from "../planning/plans.ts";
import type { Projects } from "../planning/projects.ts";
import type { Db } from "../store/db.ts";
import { runningSummary } from "./runningSummary.ts";

/** What planner and commands keep between two messages, as the database has it. */
const Memory = CommandMemory.extend({ planner: z.unknown(), pending: Pending.nullable() });
export type Memory = z.infer<typeof Memory>;

/** So many earlier messages are held for the planner; the rest stays in the database. */
const HISTORY_LENGTH = 60;

interface Row {
  id: string;
  ownerId: string;
  projectId: string | null;
  openPlanId: string | null;
  plannerState: unknown;
  summary: string | null;
  startedAt: Date;
}

/** What a conversation is about and what was said in it: held in memory while it is live. */
export class ConversationContext {
  readonly id: string;
  readonly ownerId: string;
  readonly startedAt: Date;
  project: Project | null = null;
  plan: Plan | null = null;
  history: readonly Message[] = [];
  /** What was said before `history`, in short. */
  summary = "";
  memory: Memory = { ...emptyMemory, planner: null, pending: null };
  /** All of the last reply that a command may repeat; after a restart what was kept of it. */
  lastReply: LastReply | null = null;

  constructor(row: Row) {
    this.id = row.id;
    this.ownerId = row.ownerId;
    this.startedAt = row.startedAt;
  }

  static async load(
    db: Db,
    services: { projects: Projects; plans: Plans },
    row: Row,
  ): Promise<ConversationContext> {
    const context = new ConversationContext(row);
    const memory = Memory.safeParse(row.plannerState);
    context.summary = row.summary ?? "";
    if (memory.success) context.memory = memory.data;
    if (row.projectId) context.project = await services.projects.find(row.ownerId, row.projectId);
    if (row.openPlanId) context.plan = await services.plans.find(row.ownerId, row.openPlanId);
    const messages = await db.message.findMany({
      where: {
        conversationId: row.id,
        content: { not: "" },
        OR: [{ role: "assistant" }, { answeredAt: { not: null } }],
      },
      orderBy: [{ createdAt: "desc" }, { role: "desc" }],
      take: HISTORY_LENGTH,
    });
    context.history = messages.reverse().map((message) => Message.parse(message));
    const last = context.history.findLast(({ role }) => role === "assistant")?.content;
    if (last !== undefined) context.lastReply = { text: last, unheard: "" };
    return context;
  }

  get focus(): Focus {
    const { ownerId, id, project, plan } = this;
    return { ownerId, conversationId: id, project, plan };
  }

  /** Both sides of a turn, once it is over. */
  remember(...messages: Message[]): void {
    // Of a turn that is done again, what came of the first attempt is gone.
    const again = this.history.findIndex(({ id }) => id === messages[0]?.id);
    const before = again < 0 ? this.history : this.history.slice(0, again);
    const all = [...before, ...messages];
    this.summary = runningSummary(this.summary, all.slice(0, -HISTORY_LENGTH));
    this.history = all.slice(-HISTORY_LENGTH);
  }

  /** A message turned out to say something else; one that says nothing is no part of the history. */
  correct(message: Message): void {
    this.history = this.history
      .map((known) => (known.id === message.id ? message : known))
      .filter(({ content }) => content !== "");
  }

  toWire(lastSeq: number): Conversation {
    const { id, project, plan, startedAt } = this;
    return { id, project, plan, startedAt: startedAt.toISOString(), lastSeq };
  }
}
