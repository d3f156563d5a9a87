import type { Takeaway, TakeawayKind } from "@voiceplan/protocol";

/** What a planner keeps of what the person has said. */
export interface Remembering {
  projectId: string;
  kind: TakeawayKind;
  text: string;
  messageId: string;
  conversationId: string;
  /** Names the message and the step in its turn: done again, it is kept once. */
  sourceKey: string;
}

/** What planners need of the decisions and lessons. */
export interface TakeawayStore {
  remember(ownerId: string, wish: Remembering): Promise<Takeaway>;
}
