import { Stream } from "openai/streaming";
import { z } from "zod";

const Answer = z.object({ text: z.string() });
const Delta = z.object({ type: z.literal("transcript.text.delta"), delta: z.string() });
const Done = z.object({ type: z.literal("transcript.text.done"), text: z.string() });

/**
 * The transcript of an answer that was asked for as a stream; `onPartial` is told the words so far. A
 * server that does not stream answers whole. Null: the stream ended before the transcript did.
 */
export async function streamedText(
  response: Response,
  onPartial: (text: string) => void,
): Promise<string | null> {
  if (!response.headers.get("content-type")?.includes("text/event-stream")) {
    return Answer.parse(await response.json()).text;
  }
  let text = "";
  for await (const event of Stream.fromSSEResponse<unknown>(response, new AbortController())) {
    const done = Done.safeParse(event);
    if (done.success) return done.data.text;
    const delta = Delta.safeParse(event);
    if (!delta.success) continue;
    text += delta.data.delta;
    onPartial(text);
  }
  return null;
}
