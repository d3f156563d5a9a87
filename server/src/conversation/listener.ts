import type { ConversationEvent, ReplyAudio } from "@voiceplan/protocol";

/** Somebody at the other end of a conversation: an open page, a request that streams. */
export interface Listener {
  /** Whether replies are to be spoken to it. */
  readonly speech: boolean;
  event(event: ConversationEvent): void;
  audio(header: ReplyAudio, frame: Uint8Array): void;
}
