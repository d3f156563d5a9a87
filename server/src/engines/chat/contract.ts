import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Problem } from "../../lib/problem.ts";
import type { ChatDelta, ChatModel, ChatRequest } from "./port.ts";

export interface ChatSubject {
  engine: ChatModel;
  /** Makes the next reply this text. */
  replyWith: (text: string) => void;
  /** Makes the next reply one call of a tool. */
  callTool: (name: string, args: unknown) => void;
  /** Makes the next request hang after the first piece of its reply. */
  stallNext: () => void;
  /** Makes the next request fail. */
  failNext: () => void;
  close: () => Promise<void>;
}

const tool = {
  name: "save_plan",
  description: "Saves the plan.",
  parameters: { type: "object", properties: { title: { type: "string" } } },
};

/** What every chat model promises. Runs it over the one that `make` makes. */
export function chatModelContract(name: string, make: () => Promise<ChatSubject>): void {
  describe(`${name} keeps the contract of a chat model`, () => {
    let subject: ChatSubject;
    beforeAll(async () => {
      subject = await make();
    });
    afterAll(() => subject.close());

    const ask = (more: Partial<ChatRequest> = {}): AsyncIterable<ChatDelta> =>
      subject.engine.stream({
        messages: [{ role: "user", content: "Plan it." }],
        signal: new AbortController().signal,
        ...more,
      });

    test("a reply comes in pieces, in order, with one end", async () => {
      const text = "First the schema, then the routes, and the tests beside them. ".repeat(10);
      subject.replyWith(text);
      const deltas = await Array.fromAsync(ask());
      const pieces = deltas.filter((delta) => delta.type === "text");
      expect(pieces.length).toBeGreaterThan(2);
      expect(pieces.map((delta) => delta.text).join("")).toBe(text);
      expect(deltas.filter((delta) => delta.type === "end")).toEqual([
        { type: "end", reason: "stop" },
      ]);
      expect(deltas.at(-1)?.type).toBe("end");
    });

    test("a call of a tool comes with its id and name first and its arguments whole", async () => {
      subject.callTool("save_plan", { title: "Billing portal" });
      const deltas = await Array.fromAsync(ask({ tools: [tool] }));
      const pieces = deltas.filter((delta) => delta.type === "tool");
      expect(pieces[0]).toMatchObject({ index: 0, name: "save_plan" });
      expect(pieces[0]?.id).toBeTruthy();
      expect(pieces.slice(1).some((piece) => piece.id !== undefined)).toBe(false);
      expect(JSON.parse(pieces.map((piece) => piece.arguments).join(""))).toEqual({
        title: "Billing portal",
      });
      expect(deltas.at(-1)).toEqual({ type: "end", reason: "tools" });
    });

    test("several conversations at once do not get into each other", async () => {
      const texts = ["one one one", "two two two", "three three three"];
      for (const text of texts) subject.replyWith(text);
      const replies = await Promise.all(texts.map(() => Array.fromAsync(ask())));
      const said = replies.map((deltas) =>
        deltas.map((delta) => (delta.type === "text" ? delta.text : "")).join(""),
      );
      expect(said.sort()).toEqual([...texts].sort());
    });

    test("aborted before it starts, it throws the reason", async () => {
      const reason = new Error("stop");
      await expect(Array.fromAsync(ask({ signal: AbortSignal.abort(reason) }))).rejects.toBe(
        reason,
      );
    });

    test("aborted while the model is silent, it throws the reason at once", async () => {
      const controller = new AbortController();
      const reason = new Error("barge-in");
      subject.stallNext();
      const deltas = ask({ signal: controller.signal })[Symbol.asyncIterator]();
      expect((await deltas.next()).done).toBe(false);
      const next = deltas.next();
      controller.abort(reason);
      await expect(next).rejects.toBe(reason);
    });

    test("a failure is a problem", async () => {
      subject.failNext();
      const failure: unknown = await Array.fromAsync(ask()).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(Problem);
      expect(failure).toMatchObject({ code: "planner_failed" });
    });
  });
}
