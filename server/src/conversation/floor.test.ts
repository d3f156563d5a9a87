import { describe, expect, test } from "vitest";
import { Problem } from "../lib/problem.ts";
import { Floor, type Holdable } from "./floor.ts";

/** A reply that says what was done to it. */
class ScriptedReply implements Holdable {
  readonly done: string[] = [];
  isAudible: boolean;
  isAsking = false;
  isHeldAloud = false;

  constructor(isAudible: boolean) {
    this.isAudible = isAudible;
  }

  hold(): void {
    this.done.push("hold");
    this.isHeldAloud = this.isAudible;
  }

  release(): void {
    this.done.push("release");
    this.isHeldAloud = false;
  }

  interrupt(): Promise<void> {
    this.done.push("interrupt");
    this.isAudible = false;
    return Promise.resolve();
  }
}

function floorWith(...turns: Holdable[]): Floor {
  const onError = (error: unknown): never => {
    throw error;
  };
  return new Floor({ turns: () => turns, onError });
}

const message = (id: string) => ({ id, role: "user", content: "x", modality: "voice" }) as const;
const notUnderstood = () => Promise.reject(new Problem("not_understood", "What?"));

describe("the floor", () => {
  test("ends what is heard when there are words, and lets what is still to come be spoken", async () => {
    const [heard, coming] = [new ScriptedReply(true), new ScriptedReply(false)];
    const floor = floorWith(heard, coming);
    floor.started("a");
    await floor.judge("a", Promise.resolve(message("a")));
    expect(heard.done).toEqual(["hold", "interrupt", "release"]);
    expect(coming.done).toEqual(["hold", "release"]);
  });

  test("takes a short sound that nothing understood for nothing, a long one for a try at words", async () => {
    const reply = new ScriptedReply(true);
    const floor = floorWith(reply);
    floor.started("a");
    floor.heard("a", 900);
    await expect(floor.judge("a", notUnderstood())).resolves.toBeNull();
    expect(reply.done).toEqual(["hold", "release"]);
    floor.started("b");
    floor.heard("b", 2000);
    await expect(floor.judge("b", notUnderstood())).rejects.toMatchObject({
      code: "not_understood",
    });
    expect(reply.done.slice(2)).toEqual(["hold", "interrupt", "release"]);
  });

  test("takes a murmur for a message where it holds nothing, or answers a question", () => {
    const reply = new ScriptedReply(true);
    const floor = floorWith(reply);
    expect(floor.saidOf("a", "Okay.").message).not.toBeNull();
    floor.started("a");
    expect(floor.saidOf("a", "Okay.")).toEqual({ text: "Okay.", message: null });
    expect(floor.saidOf("a", "Okay, stop.").message).not.toBeNull();
    reply.isAsking = true;
    expect(floor.saidOf("a", "Okay.").message).not.toBeNull();
  });

  test("holds a reply that begins while somebody speaks", () => {
    const reply = new ScriptedReply(false);
    const floor = floorWith();
    floor.begins(reply);
    expect(reply.done).toEqual([]);
    floor.started("a");
    floor.begins(reply);
    expect(reply.done).toEqual(["hold"]);
    floor.cancelled("a");
    expect(reply.done).toEqual(["hold", "release"]);
  });

  test("does nothing more once it is closed", () => {
    const reply = new ScriptedReply(true);
    const floor = floorWith(reply);
    floor.started("a");
    floor.close();
    floor.cancelled("a");
    expect(reply.done).toEqual(["hold"]);
  });
});
