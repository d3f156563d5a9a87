declare module "virtual:wire-schemas" {
  import type {
    Change,
    CommandSummary,
    Conversation,
    ConversationEvent,
    ConversationSummary,
    HttpProblem as Problem,
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
    VersionsDiff,
    TurnTiming,
    WireProblem,
  } from "@voiceplan/protocol";
  import type { WireSchema } from "#lib/transport/wireSchema.ts";

  interface Page<T> {
    items: T[];
    nextCursor: string | null;
  }

  export const event: WireSchema<ConversationEvent>;
  export const numbered: WireSchema<{ conversationId: string; seq: number; at: string }>;
  export const opened: WireSchema<{ ok: true; conversation: Conversation; events: unknown[] }>;
  export const accepted: WireSchema<{ ok: true }>;
  export const refused: WireSchema<{ ok: false; problem: WireProblem }>;
  export const replyAudio: WireSchema<ReplyAudio>;
  export const problem: WireSchema<WireProblem>;
  export const httpProblem: WireSchema<Problem>;
  export const recordingProgress: WireSchema<RecordingProgress>;
  export const recordingSegment: WireSchema<RecordingSegment>;
  export const recordingTranscript: WireSchema<RecordingTranscript>;
  export const system: WireSchema<SystemReport>;
  export const project: WireSchema<Project>;
  export const plan: WireSchema<Plan>;
  export const planVersion: WireSchema<PlanVersion>;
  export const projectPage: WireSchema<Page<ProjectSummary>>;
  export const planPage: WireSchema<Page<Plan>>;
  export const versionPage: WireSchema<Page<PlanVersionSummary>>;
  export const timingPage: WireSchema<Page<TurnTiming>>;
  export const overview: WireSchema<Overview>;
  export const change: WireSchema<Change>;
  export const planDetail: WireSchema<PlanDetail>;
  export const planFile: WireSchema<PlanFile>;
  export const versionsDiff: WireSchema<VersionsDiff>;
  export const session: WireSchema<Session>;
  export const sessionPage: WireSchema<Page<ConversationSummary>>;
  export const sessionSummary: WireSchema<ConversationSummary>;
  export const searchPage: WireSchema<Page<SearchHit>>;
  export const takeaway: WireSchema<Takeaway>;
  export const takeawayPage: WireSchema<Page<Takeaway>>;
  export const similarPage: WireSchema<Page<SimilarProject>>;
  export const statusChanges: WireSchema<Page<StatusChange>>;
  export const template: WireSchema<PlanTemplate>;
  export const templatePage: WireSchema<Page<PlanTemplate>>;
  export const projectsResult: WireSchema<{ projects: Project[] }>;
  export const versionsResult: WireSchema<{ plan: Plan; versions: PlanVersionSummary[] }>;
  export const commandsResult: WireSchema<{ commands: CommandSummary[] }>;
  export const choicesResult: WireSchema<{ choices: string[] }>;
}
