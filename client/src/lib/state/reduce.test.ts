import type { ConversationEventBody, Project, Timings } from "@voiceplan/protocol";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { activeReply, catchUp, hasGap, reduce, reduceAll } from "./reduce.ts";
import { emptyView, type NumberedEvent, type UnknownEvent } from "./view.ts";

const conversationId = "00000000-0000-4000-8000-000000000000";
const at = "2025-03-01T10:00:00.000Z";
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

function project(id: string): Project {
  const times = { createdAt: at, updatedAt: at };
  const rest = { description: "", tags: [], repositoryPath: null, ...times };
  return { id, name: `Project ${id}`, status: "active", ...rest };
}

function numbered(
  bodies: readonly (ConversationEventBody | { type: "unknown" })[],
): NumberedEvent[] {
  return bodies.map((body, index): NumberedEvent => {
    const numbers = { conversationId, seq: index + 1, at };
    return body.type === "unknown"
      ? ({ ...numbers, type: "unknown" } satisfies UnknownEvent)
      : { ...numbers, ...body };
  });
}

function viewOf(...bodies: ConversationEventBody[]) {
  return reduceAll(emptyView, numbered(bodies));
}

describe("a reply", () => {
  const started = { type: "reply.started", replyId: "r", sourceId: "m" } as const;

  test("grows by its deltas", () => {
    const view = viewOf(
      started,
      { type: "reply.text", replyId: "r", delta: "Good " },
      { type: "reply.text", replyId: "r", delta: "morning." },
    );
    expect(view.entries).toMatchObject([{ kind: "reply", text: "Good morning.", outcome: null }]);
    expect(activeReply(view)?.id).toBe("r");
  });

  test("is, once it ended, what was heard", () => {
    const view = viewOf(
      started,
      { type: "reply.text", replyId: "r", delta: "Good morning to you." },
      { type: "reply.ended", replyId: "r", text: "Good morning", outcome: "interrupted", timings },
      { type: "reply.text", replyId: "r", delta: " A late delta." },
    );
    expect(view.entries).toMatchObject([{ text: "Good morning", outcome: "interrupted", timings }]);
    expect(activeReply(view)).toBeNull();
  });

  test("that needed no words leaves nothing", () => {
    const end = { type: "reply.ended", replyId: "r", text: "", timings } as const;
    expect(viewOf(started, { ...end, outcome: "completed" }).entries).toEqual([]);
    expect(viewOf(started, { ...end, outcome: "interrupted" }).entries).toHaveLength(1);
  });

  test("and the message that it became are one entry", () => {
    const message = { id: "r", role: "assistant", content: "Hello.", modality: "voice" } as const;
    const view = viewOf(started, { type: "message", message });
    expect(view.entries).toHaveLength(1);
  });
});

describe("a reply whose tail was stopped after its end", () => {
  test("is what was heard of it", () => {
    const message = { id: "r", role: "assistant", content: "Good", modality: "text" } as const;
    const view = viewOf(
      { type: "reply.started", replyId: "r", sourceId: "m" },
      { type: "reply.ended", replyId: "r", text: "Good morning.", outcome: "completed", timings },
      { type: "message", message },
    );
    expect(view.entries).toMatchObject([{ text: "Good", outcome: "interrupted" }]);
  });
});

describe("what the person says", () => {
  test("is shown while it is recognised and becomes a message", () => {
    const partial = viewOf({ type: "transcript", utteranceId: "u", text: "show my", final: false });
    expect(partial.hearing).toEqual({ utteranceId: "u", text: "show my" });
    const message = {
      id: "u",
      role: "user",
      content: "show my projects",
      modality: "voice",
    } as const;
    const view = viewOf(
      { type: "transcript", utteranceId: "u", text: "show my projects", final: true },
      { type: "message", message },
    );
    expect(view.hearing).toBeNull();
    expect(view.entries).toMatchObject([{ kind: "said", text: "show my projects" }]);
  });

  test("is one entry, even if it is told again", () => {
    const message = { id: "m", role: "user", content: "Hello.", modality: "text" } as const;
    const view = viewOf({ type: "message", message }, { type: "message", message });
    expect(view.entries).toHaveLength(1);
  });

  test("leaves nothing behind when it was silence", () => {
    const view = viewOf(
      { type: "transcript", utteranceId: "u", text: "hm", final: false },
      { type: "transcript", utteranceId: "u", text: "", final: true },
    );
    expect(view.hearing).toBeNull();
    expect(view.entries).toEqual([]);
  });

  test("that resumed a held reply was no message, and is shown no longer", () => {
    const replyId = "00000000-0000-4000-8000-000000000001";
    const view = viewOf(
      { type: "reply.held", replyId },
      { type: "transcript", utteranceId: "u", text: "mhm", final: true },
      { type: "reply.resumed", replyId },
    );
    expect(view).toMatchObject({ seq: 3, hearing: null, entries: [] });
  });
});

describe("the sheet", () => {
  const draft = { type: "plan.draft", title: "Invoices", markdown: "# Invoices" } as const;
  const saved = {
    type: "plan.saved",
    planId: "p",
    version: 1,
    title: "Invoices",
    projectId: "a",
  } as const;

  test("follows the draft and knows when it is ahead of what is saved", () => {
    expect(viewOf(draft).sheet).toMatchObject({
      markdown: "# Invoices",
      isAhead: true,
      saved: null,
    });
    expect(viewOf(draft, saved).sheet).toMatchObject({ isAhead: false, saved: { version: 1 } });
    expect(viewOf(draft, saved, draft).sheet).toMatchObject({
      isAhead: true,
      saved: { version: 1 },
    });
  });

  test("shows the plan that a command names", () => {
    const common = { projectId: "00000000-0000-4000-8000-00000000000a", status: "draft" } as const;
    const id = "00000000-0000-4000-8000-00000000000b";
    const plan = {
      id,
      title: "Invoices",
      currentVersion: 4,
      progress: { done: 0, total: 2 },
      ...common,
      createdAt: at,
      updatedAt: at,
    };
    const result = { say: "It has four versions.", plan };
    const view = viewOf({
      type: "command",
      command: "plan.versions",
      args: {},
      result,
      sourceId: "m",
    });
    expect(view.sheet).toMatchObject({ title: "Invoices", saved: { planId: id, version: 4 } });
  });

  test("is put away when another project is opened", () => {
    const opened = (id: string) => ({ type: "project.opened", project: project(id) }) as const;
    expect(viewOf(opened("a"), draft, saved, opened("a")).sheet).not.toBeNull();
    expect(viewOf(opened("a"), draft, saved, opened("b")).sheet).toBeNull();
  });
});

describe("the order of events", () => {
  const id = fc.constantFrom("a", "b", "c");
  const text = fc.string({ maxLength: 8 });
  const body = fc.oneof(
    fc.record({ type: fc.constant("reply.started" as const), replyId: id, sourceId: id }),
    fc.record({ type: fc.constant("reply.text" as const), replyId: id, delta: text }),
    fc.record({
      type: fc.constant("reply.ended" as const),
      replyId: id,
      text,
      outcome: fc.constantFrom("completed" as const, "interrupted" as const),
      timings: fc.constant(timings),
    }),
    fc.record({
      type: fc.constant("transcript" as const),
      utteranceId: id,
      text,
      final: fc.boolean(),
    }),
    fc.record({
      type: fc.constant("message" as const),
      message: fc.record({
        id,
        role: fc.constantFrom("user" as const, "assistant" as const),
        content: text,
        modality: fc.constant("text" as const),
      }),
    }),
    fc.record({ type: fc.constant("project.opened" as const), project: id.map(project) }),
    fc.record({ type: fc.constant("plan.draft" as const), title: text, markdown: text }),
    fc.record({
      type: fc.constant("plan.saved" as const),
      planId: id,
      version: fc.nat(),
      title: text,
      projectId: id,
    }),
    fc.record({
      type: fc.constant("problem" as const),
      code: fc.constant("internal" as const),
      message: text,
      retryable: fc.boolean(),
      sourceId: id,
    }),
    fc.constant({ type: "unknown" as const }),
  );
  const events = fc.array(body, { maxLength: 30 }).map(numbered);

  test("does not matter, and neither do duplicates", () => {
    const delivery = events.chain((list) =>
      fc.record({
        list: fc.constant(list),
        arrived: fc
          .tuple(
            fc.shuffledSubarray(list, { minLength: list.length }),
            list.length > 0
              ? fc.array(fc.constantFrom(...list), { maxLength: 10 })
              : fc.constant([]),
          )
          .chain(([all, again]) =>
            fc.shuffledSubarray([...all, ...again], { minLength: all.length + again.length }),
          ),
      }),
    );
    fc.assert(
      fc.property(delivery, ({ list, arrived }) => {
        expect(reduceAll(emptyView, arrived)).toEqual(reduceAll(emptyView, list));
      }),
    );
  });

  test("resumed after any number makes the same view as live", () => {
    fc.assert(
      fc.property(events, fc.nat(), fc.nat(), (list, first, second) => {
        const cut = first % (list.length + 1);
        const seen = reduceAll(emptyView, list.slice(0, cut));
        // What the server sends again may overlap with what was seen.
        const again = list.slice(second % (cut + 1));
        expect(reduceAll(seen, again)).toEqual(reduceAll(emptyView, list));
      }),
    );
  });

  test("caught up on at once, it makes the same view", () => {
    fc.assert(
      fc.property(events, fc.nat(), (list, random) => {
        const cut = random % (list.length + 1);
        // Some have come ahead of those that are asked for.
        const ahead = list.slice(cut + 1);
        const seen = reduceAll(reduceAll(emptyView, list.slice(0, cut)), ahead);
        expect(catchUp(seen, list.slice(cut), list.length)).toEqual(reduceAll(emptyView, list));
        const told = list.slice(cut, cut + 1);
        expect(catchUp(seen, told, cut + told.length)).toEqual(reduceAll(emptyView, list));
      }),
    );
  });

  test("what is left out of what is caught up on is no gap", () => {
    const timed = { outcome: "completed", timings } as const;
    const list = numbered([
      { type: "state", state: "thinking" },
      { type: "reply.started", replyId: "r", sourceId: "m" },
      { type: "reply.text", replyId: "r", delta: "Good " },
      { type: "reply.text", replyId: "r", delta: "morning." },
      { type: "reply.ended", replyId: "r", text: "Good morning.", ...timed },
      { type: "state", state: "listening" },
      { type: "reply.started", replyId: "s", sourceId: "n" },
    ]);
    const condensed = list.filter(({ seq }) => [2, 5, 6].includes(seq));
    const view = catchUp(emptyView, condensed, 6);
    expect(view).toEqual(reduceAll(emptyView, list.slice(0, 6)));
    expect(hasGap(reduceAll(view, list.slice(6)))).toBe(false);
  });

  test("shows a gap, and nothing from behind it", () => {
    fc.assert(
      fc.property(
        events.filter((list) => list.length > 1),
        fc.nat(),
        (list, random) => {
          const missing = random % (list.length - 1);
          const view = reduceAll(emptyView, list.toSpliced(missing, 1));
          expect(hasGap(view)).toBe(true);
          expect({ ...view, waiting: new Map() }).toEqual(
            reduceAll(emptyView, list.slice(0, missing)),
          );
        },
      ),
    );
  });

  test("an event seen before leaves the very same view", () => {
    const [event] = numbered([{ type: "plan.draft", title: "t", markdown: "m" }]);
    if (!event) throw new Error("There is one event.");
    const view = reduce(emptyView, event);
    expect(reduce(view, event)).toBe(view);
  });
});
