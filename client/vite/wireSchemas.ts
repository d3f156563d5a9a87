import {
  Change,
  CommandSummary,
  Conversation,
  ConversationEvent,
  ConversationSummary,
  HttpProblem,
  Id,
  Overview,
  Plan,
  PlanDetail,
  PlanFile,
  PlanTemplate,
  PlanVersion,
  PlanVersionSummary,
  Project,
  ProjectSummary,
  RecordingProgress,
  RecordingSegment,
  RecordingTranscript,
  ReplyAudio,
  SearchHit,
  Session,
  SimilarProject,
  StatusChange,
  SystemReport,
  Takeaway,
  Timestamp,
  VersionsDiff,
  TurnTiming,
  WireProblem,
} from "@voiceplan/protocol";
import type { Plugin } from "vite";
import { z } from "zod";

const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

/** Everything that the page reads from outside, by the name under which it is imported. */
export const schemas = {
  event: ConversationEvent,
  /** What all events have in common, also those of a newer server. */
  numbered: z.object({ conversationId: Id, seq: z.int().min(1), at: Timestamp }),
  opened: z.object({
    ok: z.literal(true),
    conversation: Conversation,
    events: z.array(z.unknown()),
  }),
  accepted: z.object({ ok: z.literal(true) }),
  refused: z.object({ ok: z.literal(false), problem: WireProblem }),
  replyAudio: ReplyAudio,
  problem: WireProblem,
  httpProblem: HttpProblem,
  recordingProgress: RecordingProgress,
  recordingSegment: RecordingSegment,
  recordingTranscript: RecordingTranscript,
  system: SystemReport,
  project: Project,
  plan: Plan,
  planVersion: PlanVersion,
  projectPage: page(ProjectSummary),
  planPage: page(Plan),
  versionPage: page(PlanVersionSummary),
  timingPage: page(TurnTiming),
  overview: Overview,
  change: Change,
  planDetail: PlanDetail,
  planFile: PlanFile,
  versionsDiff: VersionsDiff,
  session: Session,
  sessionPage: page(ConversationSummary),
  sessionSummary: ConversationSummary,
  searchPage: page(SearchHit),
  takeaway: Takeaway,
  takeawayPage: page(Takeaway),
  similarPage: page(SimilarProject),
  statusChanges: page(StatusChange),
  template: PlanTemplate,
  templatePage: page(PlanTemplate),
  projectsResult: z.object({ projects: z.array(Project) }),
  versionsResult: z.object({ plan: Plan, versions: z.array(PlanVersionSummary) }),
  commandsResult: z.object({ commands: z.array(CommandSummary) }),
  choicesResult: z.object({ choices: z.array(z.string()) }),
} as const;

/** A schema of the protocol as JSON Schema in JSON, without what the page's small validator does not need. */
function toWireSchema(schema: z.ZodType): string {
  const json = z.toJSONSchema(schema, { io: "output", unrepresentable: "throw" });
  return JSON.stringify(json, function (this: Record<string, unknown>, key, value: unknown) {
    const isImplied =
      key === "$schema" ||
      (key === "description" && typeof value === "string") ||
      (key === "pattern" && "format" in this) ||
      (key === "additionalProperties" && "properties" in this) ||
      (key === "propertyNames" && this.type === "object") ||
      ((key === "maximum" || key === "minimum") && Math.abs(Number(value)) > 2 ** 52);
    return isImplied ? undefined : value;
  });
}

const id = "virtual:wire-schemas";

/**
 * Gives the page the protocol's schemas without the library they are written with: they are turned
 * into data when the page is built, and checked there by `transport/wireSchema.ts`.
 */
export function wireSchemas(): Plugin {
  return {
    name: "wire-schemas",
    resolveId: (source) => (source === id ? `\0${id}` : null),
    load(source) {
      if (source !== `\0${id}`) return null;
      return Object.entries(schemas)
        .map(([name, schema]) => `export const ${name} = ${toWireSchema(schema)};`)
        .join("\n");
    },
  };
}
