import { beforeEach, expect, test } from "vitest";
import { PushToTalk } from "./pushToTalk.ts";

let log: string[];
let pushToTalk: PushToTalk;

beforeEach(() => {
  log = [];
  const unexpected = (): void => expect.unreachable("a pause is no business of a held button");
  pushToTalk = new PushToTalk({
    start: () => log.push("start"),
    frame: () => log.push("frame"),
    insisted: () => log.push("insisted"),
    pause: unexpected,
    resume: unexpected,
    end: (frames) => log.push(`end ${frames}`),
    cancel: () => log.push("cancel"),
  });
});

function hear(count: number, probability: number): void {
  for (let index = 0; index < count; index += 1) {
    pushToTalk.push(new Int16Array(512), probability);
  }
}

const words = () => log.filter((line) => line !== "frame");

test("nothing leaves the page before the press and after the release", () => {
  hear(5, 0.9);
  expect(log).toEqual([]);
  pushToTalk.press();
  hear(5, 0.9);
  pushToTalk.release();
  hear(5, 0.9);
  expect(log).toEqual(["start", ...Array<string>(5).fill("frame"), "end 5"]);
});

test("pauses do not end it, the release does, with all that was heard", () => {
  pushToTalk.press();
  hear(5, 0.9);
  hear(200, 0);
  expect(words()).toEqual(["start"]);
  pushToTalk.release();
  expect(words()).toEqual(["start", "end 205"]);
});

test("a press without a word is taken back", () => {
  pushToTalk.press();
  hear(40, 0.1);
  pushToTalk.release();
  pushToTalk.release();
  expect(words()).toEqual(["start", "cancel"]);
});

test("a second press while it is held changes nothing", () => {
  pushToTalk.press();
  pushToTalk.press();
  expect(words()).toEqual(["start"]);
});

test("who talks on insists, and who holds it for two minutes begins another", () => {
  pushToTalk.press();
  hear(3440, 0.9);
  pushToTalk.release();
  expect(words()).toEqual(["start", "insisted", "end 3437", "start", "end 3"]);
});
