/** What goes wrong with one request. */
export type Fault =
  /** An error response; `retryAfter` is the header's value in seconds. */
  | { kind: "status"; status: number; retryAfter?: number; code?: string; param?: string }
  /** 200, and then bytes that are no answer. */
  | { kind: "malformed" }
  /** The connection breaks: in the middle of the answer, or before it when `afterChunks` is 0. */
  | { kind: "cut"; afterChunks: number }
  /** The answer begins and never goes on. (A chat's first chunk holds no text.) */
  | { kind: "stall"; afterChunks: number }
  /** No answer, ever. */
  | { kind: "hang" };

/** One reply of the model: words, calls of tools, or both. */
export interface ChatTurn {
  text?: string;
  toolCalls?: readonly { name: string; arguments: unknown }[];
  /** `stop` or `tool_calls` by itself. */
  finishReason?: "stop" | "length" | "tool_calls" | "content_filter";
  fault?: Fault;
}

export interface TranscriptionTurn {
  text?: string;
  /** The answer comes in one piece, whatever was asked for. */
  isWhole?: boolean;
  /** The answer is sent when this resolves. */
  hold?: Promise<void>;
  /** What whisper-1 says in `verbose_json`; one confident segment when left out. */
  segments?: readonly Record<string, unknown>[];
  fault?: Fault;
}

export interface SpeechTurn {
  /** All but the first chunk is sent when this resolves. */
  hold?: Promise<void>;
  /** Digital silence instead of something that can be heard. */
  silent?: boolean;
  fault?: Fault;
}

/** How long things take; everything is immediate where nothing is said. */
export interface Pacing {
  chatFirstTokenMs?: number;
  chatTokenMs?: number;
  /** Characters a token has. */
  chatTokenLength?: number;
  transcriptionMs?: number;
  speechFirstByteMs?: number;
  /** Speech is sent this many times faster than it plays. */
  speechSpeed?: number;
}
