import fc from "fast-check";
import { expect, test } from "vitest";
import { serverSentEvents, type ServerSentEvent } from "./serverSentEvents.ts";

async function read(pieces: readonly string[]): Promise<ServerSentEvent[]> {
  const text = new ReadableStream<string>({
    start(stream) {
      for (const piece of pieces) stream.enqueue(piece);
      stream.close();
    },
  });
  return Array.fromAsync(serverSentEvents(text));
}

test("events come whole, wherever the network cuts them", async () => {
  const event = fc.record({
    event: fc.constantFrom("progress", "segment", "done"),
    data: fc.string({ unit: "grapheme" }).map((text) => JSON.stringify(text)),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(event),
      fc.array(fc.nat(12), { minLength: 1 }),
      async (events, cuts) => {
        const text = events.map(({ event, data }) => `event: ${event}\ndata: ${data}\n\n`).join("");
        const pieces: string[] = [];
        for (let at = 0; at < text.length; at += pieces.at(-1)?.length ?? 0) {
          const length = 1 + (cuts[pieces.length % cuts.length] ?? 0);
          pieces.push(text.slice(at, at + length));
        }
        expect(await read(pieces)).toEqual(events);
      },
    ),
  );
});

test("an event that was cut off is left out", async () => {
  const text = "event: done\ndata: 1\n\nevent: done\ndata: {";
  expect(await read([text])).toEqual([{ event: "done", data: "1" }]);
});
