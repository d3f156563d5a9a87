export interface ServerSentEvent {
  event: string;
  data: string;
}

/** The events of a stream, as they come; one that was cut off is left out. */
export async function* serverSentEvents(
  text: ReadableStream<string>,
): AsyncGenerator<ServerSentEvent> {
  const reader = text.getReader();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const blocks = `${rest}${value}`.split("\n\n");
      rest = blocks.pop() ?? "";
      yield* blocks.map(parseBlock);
    }
  } finally {
    await reader.cancel();
  }
}

function parseBlock(block: string): ServerSentEvent {
  const parsed = { event: "message", data: "" };
  for (const line of block.split("\n")) {
    if (line.startsWith("event: ")) parsed.event = line.slice(7);
    else if (line.startsWith("data: ")) parsed.data += line.slice(6);
  }
  return parsed;
}
