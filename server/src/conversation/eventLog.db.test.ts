import { randomUUID } from "node:crypto";
import type {
  ConversationEvent,
  ConversationEventBody,
  ConversationState,
  Timings,
} from "@voiceplan/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "../../test/support/database.ts";
import { LOCAL_USER_ID } from "../store/localUser.ts";
import { EventLog } from "./eventLog.ts";

let database: TestDatabase;
beforeAll(async () => void (database = await openTestDatabase()));
afterAll(() => database.close());

async function begin(): Promise<{ log: EventLog; id: string; seen: ConversationEvent[] }> {
  const id = randomUUID();
  await database.db.conversation.create({ data: { id, ownerId: LOCAL_USER_ID } });
  const log = new EventLog(database.db);
  const seen: ConversationEvent[] = [];
  log.subscribe(id, (event) => seen.push(event));
  return { log, id, seen };
}

const timings: Timings = {
  transcriptMs: null,
  firstTextMs: 12,
  firstSentenceMs: null,
  firstAudioMs: null,
  textDoneMs: 30,
  endedMs: 31,
  silenceMs: null,
  recognitionMs: null,
  hiddenMs: null,
};

const state = (state: ConversationState, key?: string) => ({
  body: { type: "state", state } as const,
  key,
});

describe("the event log", () => {
  test("numbers events from 1 without gaps, in the order of append, and tells subscribers", async () => {
    const { log, id, seen } = await begin();
    const appends = Array.from({ length: 40 }, () => log.append(id, [state("thinking")]));
    await Promise.all(appends);
    expect(seen.map(({ seq }) => seq)).toEqual(Array.from({ length: 40 }, (_, n) => n + 1));
    expect(await log.read(id, 38)).toEqual(seen.slice(38));
  });

  test("can be read without what later events have made pointless", async () => {
    const { log, id, seen } = await begin();
    const [replyId, next, utteranceId] = [randomUUID(), randomUUID(), randomUUID()];
    const heard = (text: string, final: boolean) =>
      ({ type: "transcript", utteranceId, text, final }) as const;
    const message = {
      id: utteranceId,
      role: "user",
      content: "Hello.",
      modality: "voice",
    } as const;
    const draft = (markdown: string) => ({ type: "plan.draft", title: "T", markdown }) as const;
    const bodies: ConversationEventBody[] = [
      { type: "state", state: "transcribing" },
      heard("Hel", false),
      heard("Hello.", true),
      { type: "message", message },
      { type: "state", state: "thinking" },
      { type: "reply.started", replyId, sourceId: utteranceId },
      { type: "reply.text", replyId, delta: "Good " },
      draft("# T"),
      { type: "reply.text", replyId, delta: "morning." },
      draft("# T\n\n## A"),
      { type: "reply.ended", replyId, text: "Good morning.", outcome: "completed", timings },
      { type: "state", state: "listening" },
      { type: "reply.started", replyId: next, sourceId: randomUUID() },
      { type: "reply.text", replyId: next, delta: "And " },
    ];
    await log.append(
      id,
      bodies.map((body) => ({ body })),
    );
    const numbers = [3, 4, 6, 10, 11, 12, 13, 14];
    const left = seen.filter(({ seq }) => numbers.includes(seq));
    expect(await log.readCondensed(id, 0)).toEqual(left);
    expect(await log.readCondensed(id, 11)).toEqual(left.filter(({ seq }) => seq > 11));
    expect(await log.readCondensed(id, 14)).toEqual([]);
  });

  test("goes on with the numbers after a restart", async () => {
    const { log, id } = await begin();
    await log.append(id, [state("thinking"), state("speaking")]);
    const [next] = await new EventLog(database.db).append(id, [state("listening")]);
    expect(next?.seq).toBe(3);
  });

  test("writes at once what is appended by whoever waited for the write before", async () => {
    const { log, id, seen } = await begin();
    await log.append(id, [state("thinking")]).then(() => {
      // In the very step in which the write before is over.
      void log.append(id, [state("speaking")]);
    });
    await expect.poll(() => seen.length).toBe(2);
  });

  test("keeps one event of a key, and leaves out the writes of a step that was done", async () => {
    const { log, id } = await begin();
    let runs = 0;
    const step = () => log.append(id, [state("thinking", "step")], async () => void (runs += 1));
    expect(await step()).toHaveLength(1);
    expect(await step()).toEqual([]);
    expect(await new EventLog(database.db).append(id, [state("thinking", "step")])).toEqual([]);
    expect(runs).toBe(1);
    expect(await log.has(id, "step")).toBe(true);
  });

  test("a write that fails takes nothing along and leaves no gap", async () => {
    const { log, id, seen } = await begin();
    const failing = log.append(id, [state("thinking")], () => Promise.reject(new Error("no")));
    const after = log.append(id, [state("listening")]);
    await expect(failing).rejects.toThrow("no");
    await after;
    expect(seen).toMatchObject([{ seq: 1, state: "listening" }]);
  });

  test("a write that fails in the midst of others fails alone, and they keep their order", async () => {
    const { log, id, seen } = await begin();
    const other = await begin();
    const written: string[] = [];
    const step = (name: string) => () => {
      written.push(name);
      return Promise.resolve();
    };
    // The first is under way while the others come, which then share one transaction.
    const appends = [
      log.append(id, [state("thinking")], step("first")),
      log.append(id, [state("speaking")], step("second")),
      other.log.append(other.id, [state("speaking")]),
      log.append(id, [state("thinking")], () => Promise.reject(new Error("no"))),
      log.append(id, [state("listening")], step("last")),
    ];
    const outcomes = await Promise.allSettled(appends);
    expect(outcomes.map(({ status }) => status === "fulfilled")).toEqual([
      true,
      true,
      true,
      false,
      true,
    ]);
    expect(seen.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(seen.map((event) => event.type === "state" && event.state)).toEqual([
      "thinking",
      "speaking",
      "listening",
    ]);
    expect(await log.read(id, 0)).toEqual(seen);
    expect(new Set(written)).toEqual(new Set(["first", "second", "last"]));
  });
});
