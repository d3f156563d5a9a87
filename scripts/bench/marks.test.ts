import { expect, test } from "vitest";
import { findMark, findName, heardWords, markAudio, nameOf, replyWords } from "./marks.ts";

test("a mark is found in the audio wherever that lies in an upload", () => {
  const audio = markAudio(new Int16Array(100).fill(1), { id: 40_123, purpose: "command" });
  const upload = Buffer.concat([Buffer.from("boundary RIFF"), Buffer.from(audio.buffer)]);
  expect(findMark(upload)).toEqual({ id: 40_123, purpose: "command" });
  expect(findMark(Buffer.from("no audio"))).toBeNull();
});

test("every number has a name of its own", () => {
  const names = Array.from({ length: 20_000 }, (_, id) => nameOf(id));
  expect(new Set(names).size).toBe(names.length);
});

test("the name goes from what is heard into the answer and is found in both", () => {
  const name = nameOf(4711);
  expect(findName(heardWords({ id: 4711, purpose: "plan" }))).toBe(name);
  expect(findName(replyWords(name).join(""))).toBe(name);
  expect(replyWords(name).slice(0, 9).join("")).toMatch(/Monday\.$/);
});
