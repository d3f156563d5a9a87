import { z } from "zod";
import type { ChatDelta } from "./port.ts";

/** What we read of a streamed chunk. Compatible servers leave out or add a good deal. */
const Chunk = z.object({
  choices: z
    .array(
      z.object({
        delta: z
          .object({
            content: z.string().nullish(),
            /** Models that think aloud first; never shown, but a sign of life. */
            reasoning_content: z.string().nullish(),
            reasoning: z.string().nullish(),
            tool_calls: z
              .array(
                z.object({
                  index: z.int().min(0).nullish(),
                  id: z.string().nullish(),
                  function: z
                    .object({ name: z.string().nullish(), arguments: z.string().nullish() })
                    .nullish(),
                }),
              )
              .nullish(),
          })
          .nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .nullish(),
});
type ToolPiece = { index?: number | null; id?: string | null; name: string; arguments: string };
type EndReason = Extract<ChatDelta, { type: "end" }>["reason"];

const endReasons: Readonly<Record<string, EndReason>> = {
  stop: "stop",
  length: "length",
  tool_calls: "tools",
  function_call: "tools",
  content_filter: "filtered",
};

interface OpenCall {
  wireIndex: number;
  id: string;
}

/** Makes deltas of the chunks of one streamed reply. Throws when a chunk is not what it should be. */
export class ChunkReader {
  /** The model has begun to think and has said nothing yet. */
  thinking = false;
  #calls: OpenCall[] = [];
  #finish: string | null = null;

  reset(): void {
    this.thinking = false;
    this.#calls = [];
    this.#finish = null;
  }

  read(raw: unknown): ChatDelta[] {
    const choice = Chunk.parse(raw).choices?.[0];
    if (!choice) return [];
    const { delta } = choice;
    const deltas: ChatDelta[] = [];
    if (delta?.reasoning_content || delta?.reasoning) this.thinking = true;
    if (delta?.content) deltas.push({ type: "text", text: delta.content });
    for (const { index, id, function: piece } of delta?.tool_calls ?? []) {
      deltas.push(
        this.#tool({ index, id, name: piece?.name ?? "", arguments: piece?.arguments ?? "" }),
      );
    }
    if (choice.finish_reason) this.#finish = choice.finish_reason;
    return deltas;
  }

  /** The last delta, once the stream is over; null when the model never said that it was done. */
  end(): ChatDelta | null {
    if (this.#finish === null) return null;
    const reason = endReasons[this.#finish] ?? "stop";
    // Some local servers end a reply that calls tools with "stop".
    return { type: "end", reason: reason === "stop" && this.#calls.length > 0 ? "tools" : reason };
  }

  /** Pieces belong together by `index`; where that is missing or used twice, by `id`. */
  #tool(piece: ToolPiece): ChatDelta {
    const wireIndex = piece.index ?? this.#calls.length - (piece.id ? 0 : 1);
    let at = this.#calls.findLastIndex((call) => call.wireIndex === wireIndex);
    const isNew = at < 0 || (piece.id && piece.name && piece.id !== this.#calls[at]?.id);
    if (!isNew) return { type: "tool", index: at, arguments: piece.arguments };
    at = this.#calls.length;
    const id = piece.id || `call_${at}`;
    this.#calls.push({ wireIndex: Math.max(0, wireIndex), id });
    return { type: "tool", index: at, id, name: piece.name, arguments: piece.arguments };
  }
}
