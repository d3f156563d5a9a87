export interface ToolCall {
  id: string;
  name: string;
  /** JSON as the model wrote it, not yet parsed. */
  arguments: string;
}

export type ChatMessage =
  | { role: "system" | "user"; content: string }
  | { role: "assistant"; content: string; toolCalls?: readonly ToolCall[] }
  | { role: "tool"; toolCallId: string; content: string };

export interface ToolSpec {
  name: string;
  description: string;
  /** JSON schema of the arguments. */
  parameters: Record<string, unknown>;
}

export interface ChatRequest {
  messages: readonly ChatMessage[];
  tools?: readonly ToolSpec[];
  signal: AbortSignal;
}

export type ChatDelta =
  | { type: "text"; text: string }
  /** A piece of a tool call; `id` and `name` come with the first piece of each `index`. */
  | { type: "tool"; index: number; id?: string; name?: string; arguments: string }
  | { type: "end"; reason: "stop" | "length" | "tools" | "filtered" };

/**
 * A chat model with tools. Yields deltas as they come, then one `end`. Throws a `Problem`
 * (`planner_failed`) or the signal's reason.
 */
export interface ChatModel {
  readonly name: string;
  stream(request: ChatRequest): AsyncIterable<ChatDelta>;
}
