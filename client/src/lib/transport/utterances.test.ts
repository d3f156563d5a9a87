import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Delivery } from "./outbox.ts";
import { Utterances } from "./utterances.ts";

let deliveries: Delivery[];
let did: string[];
let utterances: Utterances;

beforeEach(() => {
  deliveries = [];
  did = [];
  utterances = new Utterances({
    deliver: (delivery) => deliveries.push(delivery),
    refused: ({ code }) => did.push(code),
    onset: () => did.push("onset"),
    insisted: () => did.push("insisted"),
    over: (id) => did.push(id === null ? "over" : "over with words"),
  });
});

afterEach(() => vi.unstubAllGlobals());

function say(frames: number): void {
  utterances.start();
  for (let count = 0; count < frames; count += 1) utterances.frame(new Int16Array(512));
  utterances.end(frames);
}

test("of what is said two minutes wait for a connection; then it is refused, and said so", () => {
  say(3400);
  say(400);
  expect(deliveries).toHaveLength(2);
  say(10);
  expect(deliveries).toHaveLength(2);
  expect(did.slice(-1)).toEqual(["too_much_waits"]);
});

test("there is room again for as much as has arrived", async () => {
  say(3400);
  say(400);
  utterances.arrived(deliveries[0]?.id ?? "", 3400);
  await Promise.resolve();
  say(10);
  expect(deliveries).toHaveLength(3);
});

describe("the server's word that it has an utterance", () => {
  test("ends the one that is being spoken", () => {
    utterances.start();
    expect(utterances.arrived(deliveries[0]?.id ?? "", 7)).toBe(7);
    utterances.end(1);
    expect(did).toEqual(["onset", "over with words"]);
  });

  test("about another one leaves it alone", () => {
    say(5);
    utterances.start();
    expect(utterances.arrived(deliveries[0]?.id ?? "", 5)).toBeNull();
    expect(utterances.arrived("of another tab", 5)).toBeNull();
    utterances.cancel();
    expect(did).toEqual(["onset", "over with words", "onset", "over"]);
  });
});

test("what the browser cannot compress is said to be lost, and what is said next goes out as it is", async () => {
  class BrokenEncoder {
    state = "unconfigured";
    readonly #failed: (cause: unknown) => void;
    constructor({ error }: { error: (cause: unknown) => void }) {
      this.#failed = error;
    }
    configure(): void {
      this.state = "configured";
    }
    encode(): void {
      this.#failed(new Error("It broke."));
    }
    close(): void {
      this.state = "closed";
    }
  }
  vi.stubGlobal("AudioEncoder", BrokenEncoder);
  vi.stubGlobal(
    "AudioData",
    class {
      close = () => undefined;
    },
  );
  utterances.isCompressed = true;
  say(3);
  expect(did).toContain("encoder_failed");
  await Promise.resolve();
  say(3);
  expect(did.filter((what) => what === "encoder_failed")).toHaveLength(1);
  expect(deliveries[1]).toMatchObject({ frames: 3 });
});
