import type { ChatDelta, ChatModel, ChatRequest } from "./port.ts";

/** One answer of a scripted model; `expect` looks at the request and throws where it is not as promised. */
export interface ScriptedAnswer {
  deltas: readonly ChatDelta[];
  expect?: (request: ChatRequest) => void;
  /** Fails with this after the deltas. */
  fail?: Error;
}

/** A model that says what it was told to, and rejects every question that it was not told of. */
export class ScriptedChat implements ChatModel {
  readonly name = "scripted";
  readonly requests: ChatRequest[] = [];
  readonly #answers: ScriptedAnswer[];

  constructor(answers: readonly ScriptedAnswer[]) {
    this.#answers = [...answers];
  }

  async *stream(request: ChatRequest): AsyncGenerator<ChatDelta> {
    this.requests.push({ ...request, messages: [...request.messages] });
    const answer = this.#answers.shift();
    if (answer === undefined)
      throw new Error("The scripted model was asked once more than expected.");
    answer.expect?.(request);
    for (const delta of answer.deltas) {
      await Promise.resolve();
      request.signal.throwIfAborted();
      yield delta;
    }
    if (answer.fail !== undefined) throw answer.fail;
  }

  /** Complains about answers that nobody asked for. */
  done(): void {
    if (this.#answers.length > 0)
      throw new Error(`${this.#answers.length} scripted answers were not asked for.`);
  }
}

/** Words in small pieces, as a model streams them. */
export function words(text: string, size = 7): ChatDelta[] {
  return pieces(text, size).map((piece) => ({ type: "text", text: piece }));
}

/** A call of a tool with its arguments in small pieces. `args` may be a string that is no JSON. */
export function call(name: string, args: unknown, index = 0, size = 11): ChatDelta[] {
  const text = typeof args === "string" ? args : JSON.stringify(args);
  const [first = "", ...rest] = pieces(text, size);
  return [
    { type: "tool", index, id: `call_${index}`, name, arguments: first },
    ...rest.map((piece): ChatDelta => ({ type: "tool", index, arguments: piece })),
  ];
}

export const stop: ChatDelta = { type: "end", reason: "stop" };
export const callsEnd: ChatDelta = { type: "end", reason: "tools" };

function pieces(text: string, size: number): string[] {
  return text.match(new RegExp(`[^]{1,${size}}`, "g")) ?? [];
}
