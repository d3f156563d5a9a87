import fc from "fast-check";
import { expect, test } from "vitest";
import { ChunkReader } from "./openaiChunk.ts";
import type { ChatDelta } from "./port.ts";

const chunk = (delta: unknown, finish: string | null = null): unknown => ({
  choices: [{ index: 0, delta, finish_reason: finish }],
});
const call = (more: object): unknown => chunk({ tool_calls: [more] });
const readAll = (...chunks: unknown[]): ChatDelta[] => {
  const reader = new ChunkReader();
  const deltas = chunks.flatMap((raw) => reader.read(raw));
  const end = reader.end();
  return end ? [...deltas, end] : deltas;
};

test("pieces of two calls that alternate are told apart by index", () => {
  expect(
    readAll(
      call({ index: 0, id: "a", type: "function", function: { name: "one", arguments: "" } }),
      call({ index: 1, id: "b", type: "function", function: { name: "two", arguments: "{" } }),
      call({ index: 0, function: { arguments: "{}" } }),
      call({ index: 1, function: { arguments: "}" } }),
      chunk({}, "tool_calls"),
    ),
  ).toEqual([
    { type: "tool", index: 0, id: "a", name: "one", arguments: "" },
    { type: "tool", index: 1, id: "b", name: "two", arguments: "{" },
    { type: "tool", index: 0, arguments: "{}" },
    { type: "tool", index: 1, arguments: "}" },
    { type: "end", reason: "tools" },
  ]);
});

test("servers that repeat the id with every piece still make one call", () => {
  const deltas = readAll(
    call({ index: 0, id: "a", function: { name: "one", arguments: "{" } }),
    call({ index: 0, id: "a", function: { name: "one", arguments: "}" } }),
  );
  expect(deltas).toEqual([
    { type: "tool", index: 0, id: "a", name: "one", arguments: "{" },
    { type: "tool", index: 0, arguments: "}" },
  ]);
});

test("servers that give every call the index 0, or none, still make several calls", () => {
  for (const index of [{ index: 0 }, {}]) {
    const deltas = readAll(
      call({ ...index, id: "a", function: { name: "one", arguments: "{}" } }),
      call({ ...index, id: "b", function: { name: "two", arguments: "{}" } }),
    );
    expect(deltas).toMatchObject([
      { index: 0, id: "a", name: "one" },
      { index: 1, id: "b", name: "two" },
    ]);
  }
});

test("pieces without index and id belong to the call before them", () => {
  expect(
    readAll(
      call({ id: "a", function: { name: "one", arguments: "{" } }),
      call({ function: { arguments: "}" } }),
    ),
  ).toMatchObject([{ index: 0 }, { index: 0, arguments: "}" }]);
});

test("a call without an id is given one", () => {
  const [delta] = readAll(call({ index: 0, function: { name: "one", arguments: "{}" } }));
  expect(delta).toMatchObject({ id: "call_0", name: "one" });
});

test("a reply that calls tools and ends with stop has ended for its tools", () => {
  const deltas = readAll(
    call({ index: 0, id: "a", function: { name: "one", arguments: "{}" } }),
    chunk({}, "stop"),
  );
  expect(deltas.at(-1)).toEqual({ type: "end", reason: "tools" });
});

test("thinking aloud is a sign of life, and no text", () => {
  const reader = new ChunkReader();
  expect(reader.read(chunk({ reasoning_content: "Hmm." }))).toEqual([]);
  expect(reader.thinking).toBe(true);
});

test("chunks without choices are passed over, and a stream without a finish has no end", () => {
  expect(readAll({ choices: [], usage: {} }, {}, chunk({ content: "Hi" }))).toEqual([
    { type: "text", text: "Hi" },
  ]);
});

test("however text is torn, it comes out as it was", () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (pieces) => {
      const deltas = readAll(...pieces.map((content) => chunk({ content })), chunk({}, "stop"));
      const text = deltas.map((delta) => (delta.type === "text" ? delta.text : "")).join("");
      expect(text).toBe(pieces.join(""));
    }),
  );
});
