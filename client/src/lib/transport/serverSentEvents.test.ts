import fc from "fast-check";
import { expect, test } from "vitest";
import { serverSentEvents, type ServerSentEvent } from "./serverSentEvents.ts";

async function read(pieces: readonly Uint8Array<ArrayBuffer>[]): Promise<ServerSentEvent[]> {
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(stream) {
      for (const piece of pieces) stream.enqueue(piece);
      stream.close();
    },
  });
  return Array.fromAsync(serverSentEvents(body));
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
        const bytes = new TextEncoder().encode(text);
        const pieces: Uint8Array<ArrayBuffer>[] = [];
        for (let at = 0; at < bytes.length; at += pieces.at(-1)?.length ?? 0) {
          const length = 1 + (cuts[pieces.length % cuts.length] ?? 0);
          pieces.push(bytes.slice(at, at + length));
        }
        expect(await read(pieces)).toEqual(events);
      },
    ),
  );
});

test("an event that was cut off is left out", async () => {
  const bytes = new TextEncoder().encode("event: done\ndata: 1\n\nevent: done\ndata: {");
  expect(await read([bytes])).toEqual([{ event: "done", data: "1" }]);
});
