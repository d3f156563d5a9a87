import type { Message } from "@voiceplan/protocol";
import { expect, test } from "vitest";
import { InputQueue, type Input } from "./inputQueue.ts";
import { TurnTrace } from "./turnTrace.ts";

/** A queue whose answers take until they are let go, and what became of what was said in it. */
function queue() {
  const told: string[] = [];
  const answers: (() => void)[] = [];
  const inputs = new InputQueue({
    answer: async ({ sourceId }) => {
      told.push(`answers ${sourceId}`);
      await new Promise<void>((resolve) => answers.push(resolve));
    },
    known: ({ id }) => told.push(`knows ${id}`),
    done: () => told.push("done"),
  });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const finish = async () => {
    answers.shift()?.();
    await settle();
  };
  return { inputs, told, settle, finish };
}

function input(sourceId: string, words: Promise<Message | null> = said(sourceId)): Input {
  return { sourceId, voiced: true, words, trace: new TurnTrace(), early: null };
}

function said(id: string): Promise<Message> {
  return Promise.resolve({ id, role: "user", content: id, modality: "voice" });
}

test("inputs are answered one by one in the order in which they came", async () => {
  const { inputs, told, settle, finish } = queue();
  inputs.add(input("a"));
  inputs.add(input("b"));
  await settle();
  expect(told).toEqual(["answers a", "knows b"]);
  expect(inputs.isIdle).toBe(false);
  await finish();
  await finish();
  expect(told).toEqual(["answers a", "knows b", "answers b", "done"]);
  expect(inputs.isIdle).toBe(true);
  inputs.add(input("c"));
  expect(told.at(-1)).toBe("answers c");
});

test("silence that waits hurries nobody and is not answered", async () => {
  const { inputs, told, settle, finish } = queue();
  inputs.add(input("a"));
  inputs.add(input("silence", Promise.resolve(null)));
  await settle();
  expect(inputs.hasKnown).toBe(false);
  await finish();
  expect(told).toEqual(["answers a", "done"]);
});

test("no more than fifty wait, those that are being written down among them", async () => {
  const { inputs } = queue();
  for (let count = 0; count <= 49; count += 1) inputs.add(input(`${count}`));
  inputs.admit();
  await inputs.whileArriving(() => {
    expect(() => inputs.admit()).toThrow("Too much waits for an answer already.");
    expect(inputs.isIdle).toBe(false);
    return Promise.resolve();
  });
  inputs.admit();
});

test("when it ends, what waits is not begun any more", async () => {
  const { inputs, told, finish } = queue();
  inputs.add(input("a"));
  inputs.add(input("b"));
  inputs.clear();
  inputs.add(input("c"));
  await finish();
  await inputs.settled();
  expect(told).toEqual(["answers a", "done"]);
});
