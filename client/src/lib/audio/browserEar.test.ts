import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { BrowserEar } from "./browserEar.ts";

/** What a browser has for a recogniser: it says what the test says. */
class Recogniser extends EventTarget {
  static newest: Recogniser;
  starts = 0;
  start(): void {
    this.starts += 1;
    Recogniser.newest = this;
  }
  stop(): void {
    this.dispatchEvent(new Event("end"));
  }
  abort(): void {
    this.stop();
  }
  hear(transcript: string, isFinal: boolean): void {
    const results = [Object.assign([{ transcript }], { isFinal })];
    this.dispatchEvent(Object.assign(new Event("result"), { resultIndex: 0, results }));
  }
}

let did: string[];
let ear: BrowserEar;

beforeEach(() => {
  vi.stubGlobal("window", { SpeechRecognition: Recogniser });
  vi.stubGlobal("document", { documentElement: { lang: "en" } });
  did = [];
  ear = new BrowserEar({
    onset: () => did.push("onset"),
    insisted: () => did.push("insisted"),
    over: () => did.push("over"),
    interim: (text) => did.push(`… ${text}`),
    said: (text) => did.push(text),
    failed: ({ code }) => did.push(code),
  });
  ear.attend("always");
});
afterEach(() => vi.unstubAllGlobals());

test("what was said is over when it is understood, once", () => {
  Recogniser.newest.hear("show my", false);
  Recogniser.newest.hear("show my projects", true);
  Recogniser.newest.stop();
  expect(did).toEqual(["onset", "insisted", "… show my", "over", "show my projects"]);
});

test("what the recogniser gave up on is over too, and it listens again", () => {
  const recogniser = Recogniser.newest;
  recogniser.hear("show", false);
  recogniser.stop();
  expect(did).toEqual(["onset", "insisted", "… show", "over"]);
  expect(recogniser.starts).toBe(2);
});

test("nobody is heard any more by an ear that is closed", async () => {
  Recogniser.newest.hear("show", false);
  await ear.close();
  expect(did.at(-1)).toBe("over");
  expect(Recogniser.newest.starts).toBe(1);
});
