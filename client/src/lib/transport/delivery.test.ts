import { beforeEach, describe, expect, test, vi } from "vitest";
import { ClientProblem } from "./clientProblem.ts";
import type { Link } from "./link.ts";
import { MessageDelivery } from "./messageDelivery.ts";
import { Outbox } from "./outbox.ts";
import { UtteranceDelivery } from "./utteranceDelivery.ts";

/** A link that writes down what it is asked, and can be cut. */
class ScriptedLink implements Link {
  readonly asked: string[] = [];
  readonly #controller = new AbortController();
  readonly signal = this.#controller.signal;
  answer: (name: string) => Promise<void> = () => Promise.resolve();

  request: Link["request"] = async (name, payload, frame) => {
    this.signal.throwIfAborted();
    const seq = "seq" in payload ? ` ${payload.seq}` : "";
    const frames = "frames" in payload ? ` ${payload.frames}` : "";
    this.asked.push(`${name}${seq}${frames}${frame ? ` (${frame.byteLength})` : ""}`);
    await this.answer(name);
    this.signal.throwIfAborted();
  };

  cut(): void {
    this.#controller.abort(new Error("lost"));
  }
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

let refused: ClientProblem[];
let outbox: Outbox;
let waiting: number;

beforeEach(() => {
  refused = [];
  waiting = 0;
  outbox = new Outbox((count) => (waiting = count));
});

function message(id: string) {
  return new MessageDelivery({ id, text: "hello", modality: "text" }, (problem) =>
    refused.push(problem),
  );
}

describe("a message", () => {
  test("written without a connection goes out with the next one", async () => {
    outbox.add(message("a"));
    const link = new ScriptedLink();
    outbox.connect(link);
    await settle();
    expect(link.asked).toEqual(["message.send"]);
    expect(waiting).toBe(0);
  });

  test("that was not acknowledged goes out again, one that was does not", async () => {
    const first = new ScriptedLink();
    outbox.connect(first);
    outbox.add(message("a"));
    await settle();
    first.answer = () => new Promise(() => undefined);
    outbox.add(message("b"));
    await settle();
    first.cut();
    outbox.disconnect();
    expect(waiting).toBe(1);
    const second = new ScriptedLink();
    outbox.connect(second);
    await settle();
    expect(second.asked).toHaveLength(1);
    expect(waiting).toBe(0);
  });

  test("that the server refuses is given back and not sent again", async () => {
    const link = new ScriptedLink();
    link.answer = () => Promise.reject(new ClientProblem("invalid_payload", "Too long."));
    outbox.connect(link);
    outbox.add(message("a"));
    await settle();
    expect(refused.map(({ code }) => code)).toEqual(["invalid_payload"]);
    outbox.connect(new ScriptedLink());
    expect(waiting).toBe(0);
  });

  test("that may succeed later is tried again on the same connection", async () => {
    vi.useFakeTimers();
    const link = new ScriptedLink();
    let answers = 0;
    link.answer = () => {
      answers += 1;
      const busy = new ClientProblem("rate_limited", "Later.", { retryable: true });
      return answers === 1 ? Promise.reject(busy) : Promise.resolve();
    };
    outbox.connect(link);
    outbox.add(message("a"));
    await vi.advanceTimersByTimeAsync(3000);
    vi.useRealTimers();
    expect(answers).toBe(2);
    expect(refused).toEqual([]);
  });
});

describe("an utterance", () => {
  const utterance = (id = "u", after = Promise.resolve()) =>
    new UtteranceDelivery(id, {
      endpointing: "server",
      after,
      refused: (problem) => refused.push(problem),
    });

  test("goes out frame by frame while it is spoken", async () => {
    const link = new ScriptedLink();
    const spoken = utterance();
    outbox.connect(link);
    outbox.add(spoken);
    spoken.push(new Int16Array(512));
    await settle();
    expect(link.asked).toEqual(["utterance.start", "utterance.audio 0 (1024)"]);
    spoken.push(new Int16Array(512));
    spoken.push(new Int16Array(512));
    spoken.end(2);
    await settle();
    expect(link.asked.slice(2)).toEqual(["utterance.audio 1 (1024)", "utterance.end 2"]);
    expect(waiting).toBe(0);
  });

  test("goes out again from its beginning when the connection is lost in the middle", async () => {
    const first = new ScriptedLink();
    const spoken = utterance();
    outbox.connect(first);
    outbox.add(spoken);
    spoken.push(new Int16Array(512));
    await settle();
    first.cut();
    outbox.disconnect();
    spoken.push(new Int16Array(512));
    spoken.end(2);
    const second = new ScriptedLink();
    outbox.connect(second);
    await settle();
    expect(second.asked).toEqual([
      "utterance.start",
      "utterance.audio 0 (1024)",
      "utterance.audio 1 (1024)",
      "utterance.end 2",
    ]);
  });

  test("is kept until its end is acknowledged", async () => {
    const link = new ScriptedLink();
    link.answer = (name) =>
      name === "utterance.end" ? new Promise(() => undefined) : Promise.resolve();
    const spoken = utterance();
    outbox.connect(link);
    outbox.add(spoken);
    spoken.push(new Int16Array(512));
    spoken.end(1);
    await settle();
    expect(waiting).toBe(1);
  });

  test("pauses and goes on in the order in which it was spoken", async () => {
    const link = new ScriptedLink();
    const spoken = utterance();
    outbox.connect(link);
    outbox.add(spoken);
    spoken.push(new Int16Array(512));
    spoken.pause(1);
    await settle();
    spoken.push(new Int16Array(512));
    await settle();
    spoken.resume();
    spoken.pause(2);
    await settle();
    expect(link.asked).toEqual([
      "utterance.start",
      "utterance.audio 0 (1024)",
      "utterance.pause 1",
      "utterance.audio 1 (1024)",
      "utterance.resume",
      "utterance.pause 2",
    ]);
  });

  test("that pauses without a connection pauses again with the next one", async () => {
    const first = new ScriptedLink();
    const spoken = utterance();
    outbox.connect(first);
    outbox.add(spoken);
    spoken.push(new Int16Array(512));
    spoken.pause(1);
    await settle();
    first.cut();
    outbox.disconnect();
    const second = new ScriptedLink();
    outbox.connect(second);
    await settle();
    expect(second.asked).toEqual([
      "utterance.start",
      "utterance.audio 0 (1024)",
      "utterance.pause 1",
    ]);
  });

  test("that the server has ended is delivered, and not sent again", async () => {
    const link = new ScriptedLink();
    const spoken = utterance();
    outbox.connect(link);
    outbox.add(spoken);
    spoken.push(new Int16Array(512));
    spoken.pause(1);
    await settle();
    spoken.arrived();
    await settle();
    expect(link.asked.at(-1)).toBe("utterance.pause 1");
    expect(waiting).toBe(0);
  });

  test("waits for the one before it", async () => {
    const link = new ScriptedLink();
    const first = utterance("first");
    const second = utterance("second", first.settled);
    for (const spoken of [first, second]) {
      outbox.add(spoken);
      spoken.push(new Int16Array(512));
      spoken.end(1);
    }
    const ended = Promise.withResolvers<void>();
    link.answer = (name) => (name === "utterance.end" ? ended.promise : Promise.resolve());
    outbox.connect(link);
    await settle();
    expect(link.asked).toHaveLength(3);
    ended.resolve();
    await settle();
    expect(link.asked).toHaveLength(6);
    expect(waiting).toBe(0);
  });

  test("that was no speech is cancelled", async () => {
    const link = new ScriptedLink();
    const spoken = utterance();
    outbox.connect(link);
    outbox.add(spoken);
    spoken.push(new Int16Array(512));
    await settle();
    spoken.cancel();
    await settle();
    expect(link.asked.at(-1)).toBe("utterance.cancel");
    expect(waiting).toBe(0);
  });

  test("whose frames the server does not take is given back", async () => {
    const link = new ScriptedLink();
    link.answer = (name) =>
      name === "utterance.audio"
        ? Promise.reject(new ClientProblem("frame_too_large", "Too large."))
        : Promise.resolve();
    const spoken = utterance();
    outbox.connect(link);
    outbox.add(spoken);
    spoken.push(new Int16Array(512));
    await settle();
    expect(refused.map(({ code }) => code)).toEqual(["frame_too_large"]);
  });

  test("waits with a long backlog for the server, a second of speech at a time", async () => {
    const link = new ScriptedLink();
    link.answer = (name) =>
      name === "utterance.audio" ? new Promise(() => undefined) : Promise.resolve();
    const spoken = utterance();
    for (let count = 0; count < 500; count += 1) spoken.push(new Int16Array(512));
    outbox.connect(link);
    outbox.add(spoken);
    await settle();
    expect(link.asked.filter((line) => line.startsWith("utterance.audio"))).toHaveLength(32);
  });
});
