import type { ConversationEvent, ReplyAudio } from "@voiceplan/protocol";

export interface Manner {
  voice: string | undefined;
  rate: number;
}

/** Somebody at the other end of a conversation: an open page, a request that streams. */
export interface Listener {
  /** Whether replies are to be spoken to it. */
  readonly speech: boolean;
  /** How they are spoken: undefined is the voice's own choice, 1 its own pace. */
  readonly manner: Manner;
  /** So much is on its way to it that speech waits. */
  readonly isBehind: boolean;
  event(event: ConversationEvent): void;
  audio(header: ReplyAudio, frame: Uint8Array): void;
}
