import fc from "fast-check";
import * as wire from "virtual:wire-schemas";
import { describe, expect, test } from "vitest";
import { schemas } from "../../../vite/wireSchemas.ts";
import { isWire, type WireSchema } from "./wireSchema.ts";

const id = "0b9c5a7e-3f1d-4a52-9d7a-0c8f5e1b2a3d";
const at = "2025-03-01T10:00:00.000Z";
const project = {
  ...{ id, name: "Billing", description: "", status: "active", tags: ["money"] },
  ...{ repositoryPath: null, createdAt: at, updatedAt: at },
};
const plan = {
  ...{ id, projectId: id, title: "Retries", status: "draft", currentVersion: 2 },
  progress: { done: 1, total: 3 },
  ...{ createdAt: at, updatedAt: at },
};
const version = {
  ...{ planId: id, number: 2, changeSummary: "", author: "user" },
  ...{ conversationId: null, messageId: null, createdAt: at },
};
const timings = {
  ...{ transcriptMs: null, firstTextMs: 1.5, firstSentenceMs: null },
  ...{ firstAudioMs: null, textDoneMs: 2, endedMs: 3 },
  ...{ silenceMs: 480, recognitionMs: null, hiddenMs: null },
};
const engine = { engine: null, quality: "none", why: "", limits: null, better: "" };
const event = { conversationId: id, seq: 1, at };
const message = { id, role: "user", content: "Hello.", modality: "voice" };
const problem = { code: "internal", message: "", retryable: true };

const metadata = {
  ...{ estimatedHours: 2, priority: "high", dependencies: ["b"] },
  milestones: [{ title: "c", date: "2025-03-01" }],
};
const sections = [{ title: "A", content: "", order: 0 }];
const summary = {
  ...{ id, title: "Export", projectId: id, projectName: "Billing", messageCount: 2 },
  ...{ startedAt: at, updatedAt: at },
};
const status = { from: "draft", to: "approved", comment: "", author: "user", version: 1, at };
const template = {
  ...{ id: "bug-fix", title: "Bug fix", description: "", isOwn: false, sections: ["Overview"] },
  ...{ questions: [{ ask: "Who?", fills: "Overview", example: "all" }], example: "# A" },
};

const takeaway = {
  ...{ id, projectId: id, kind: "decision", text: "Semicolons", isOwn: false, forgottenAt: null },
  sources: [
    { kind: "message", messageId: id, conversationId: id, title: "Exports", at },
    { kind: "plan", planId: id, version: 2, title: "Exports", at },
  ],
  ...{ createdAt: at, updatedAt: at },
};

/** One good value at least for each thing that comes in. */
const good: { [Name in keyof typeof schemas]: object[] } = {
  event: [
    { ...event, type: "state", state: "thinking" },
    { ...event, type: "utterance.ended", utteranceId: id, by: "server" },
    { ...event, type: "transcript", utteranceId: id, text: "", final: true },
    { ...event, type: "message", message },
    {
      ...{ ...event, type: "command", command: "project.list", sourceId: id },
      ...{ args: { deep: [{ a: null }] }, result: { say: "", projects: [project] } },
    },
    { ...event, type: "reply.held", replyId: id },
    { ...event, type: "reply.resumed", replyId: id },
    { ...event, type: "reply.started", replyId: id, sourceId: id },
    { ...event, type: "reply.held", replyId: id },
    { ...event, type: "reply.resumed", replyId: id },
    { ...event, type: "reply.text", replyId: id, delta: "x" },
    { ...event, type: "reply.ended", replyId: id, text: "x", outcome: "completed", timings },
    { ...event, type: "reply.held", replyId: id },
    { ...event, type: "reply.resumed", replyId: id },
    { ...event, type: "project.opened", project },
    { ...event, type: "plan.draft", title: "", markdown: "" },
    { ...event, type: "plan.saved", planId: id, version: 1, title: "", projectId: id },
    { ...event, type: "plan.changed", plan },
    { ...event, type: "problem", ...problem, sourceId: id },
  ],
  numbered: [event],
  opened: [
    { ok: true, conversation: { id, project, plan: null, startedAt: at, lastSeq: 0 }, events: [1] },
  ],
  accepted: [{ ok: true }],
  refused: [{ ok: false, problem }],
  replyAudio: [{ replyId: id, seq: 0, encoding: "pcm_s16le", sampleRate: 24_000, text: "x" }],
  problem: [problem],
  recordingProgress: [
    { doneMs: 1, totalMs: null },
    { doneMs: 1, totalMs: 2 },
  ],
  recordingSegment: [{ startMs: 0, endMs: 1, text: "Hello." }],
  recordingTranscript: [
    {
      ...{ text: "Hello.", durationMs: 2, segments: [{ startMs: 0, endMs: 1, text: "Hello." }] },
      ...{ understood: true, hypotheses: [{ text: "Hello.", confidence: null }] },
      conversationId: id,
    },
    { text: "", durationMs: 2, segments: [], understood: true, hypotheses: [] },
  ],
  httpProblem: [
    {
      ...{ type: "about:blank", title: "", status: 404, detail: "", code: "not_found" },
      ...{ retryable: false, errors: [{ field: "a", message: "b" }] },
    },
  ],
  system: [
    {
      ...{ version: "1", testMode: false, database: { kind: "embedded", migrations: 1 } },
      engines: {
        ...{ speechToText: engine, planner: engine, textToSpeech: engine, vad: engine },
        embeddings: engine,
      },
      memory: { passages: 3, waiting: 1, failing: 0, unembedded: 2 },
      voices: ["slt"],
      commands: [{ name: "help", group: "Talking", summary: "", examples: ["Help"] }],
    },
  ],
  project: [project],
  plan: [plan],
  overview: [{ projects: 2, plans: 5, progress: { done: 3, total: 9 }, tags: ["money"] }],
  change: [
    { kind: "project", project },
    { kind: "plan", plan },
    { kind: "plan.deleted", planId: id, projectId: id },
    { kind: "conversation", conversation: summary },
    { kind: "conversation.deleted", conversationId: id },
    { kind: "memory", projectId: id },
  ],
  planDetail: [{ ...plan, content: "# A", sections, metadata }],
  planFile: [{ ...plan, version: { ...version, content: "# A", sections, metadata } }],
  versionsDiff: [
    {
      ...{ planId: plan.id, from: 1, to: 2, words: "Version 2 adds one task." },
      sections: [
        {
          ...{ title: "A", from: null, to: 0, isMoved: false },
          lines: [{ kind: "added", text: "- [ ] One" }],
        },
      ],
      metadata: { from: metadata, to: metadata },
    },
  ],
  session: [
    {
      ...{ ...summary, messages: [{ ...message, createdAt: at }] },
      ...{ previousCursor: null, plans: [plan] },
    },
  ],
  sessionPage: [{ items: [summary], nextCursor: null }],
  sessionSummary: [summary],
  searchPage: [
    {
      items: [
        {
          ...{
            kind: "plan",
            id,
            title: "A",
            excerpt: "a b",
            marks: [{ from: 0, to: 1 }],
            heading: "P › S",
            at,
          },
          ...{
            score: 0.1,
            arms: [{ arm: "text", rank: 1, score: 1 }],
            version: 1,
            isCurrent: true,
          },
        },
      ],
      nextCursor: null,
    },
  ],
  takeaway: [takeaway, { ...takeaway, sources: [], forgottenAt: at }],
  takeawayPage: [{ items: [takeaway], nextCursor: null }],
  similarPage: [
    {
      items: [
        {
          ...{ id, name: "A", status: "archived", likeness: 0.5 },
          shared: [{ own: "B", kind: "plan", id, title: "C", excerpt: "" }],
        },
      ],
      nextCursor: null,
    },
  ],
  statusChanges: [{ items: [status], nextCursor: null }],
  template: [template],
  templatePage: [{ items: [template], nextCursor: null }],
  planVersion: [
    {
      ...{ ...version, content: "# A", sections, metadata },
    },
  ],
  projectPage: [{ items: [{ ...project, planCount: 1 }], nextCursor: null }],
  planPage: [{ items: [plan], nextCursor: "x" }],
  versionPage: [{ items: [version], nextCursor: null }],
  timingPage: [
    {
      items: [{ replyId: id, conversationId: id, at, modality: "voice", timings }],
      nextCursor: null,
    },
  ],
  projectsResult: [{ projects: [project] }],
  versionsResult: [{ plan, versions: [version] }],
  commandsResult: [{ commands: [] }],
  choicesResult: [{ choices: ["a"] }],
};

type Path = (string | number)[];

function paths(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, field]) =>
    paths(field, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return [path, ...inner];
}

/** The value with one thing in it replaced, or left out. */
function changed(value: unknown, path: Path, replacement: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return replacement;
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) =>
      index === key ? changed(item, rest, replacement) : item,
    );
  }
  if (typeof value !== "object" || value === null) return value;
  const fields = Object.entries(value).map(([name, field]: [string, unknown]) => [
    name,
    name === key ? changed(field, rest, replacement) : field,
  ]);
  return JSON.parse(JSON.stringify(Object.fromEntries(fields)));
}

const names = Object.keys(schemas).filter((name) => name in good);
const data: Readonly<Record<string, WireSchema<unknown>>> = wire;
const originals = new Map(Object.entries(schemas));
const samples = new Map(Object.entries(good));

describe.each(names)("%s", (name) => {
  const accepts = (value: unknown) => isWire(data[name] ?? { enum: [] }, value);
  const accepted = (value: unknown) => originals.get(name)?.safeParse(value).success;

  test("lets every good value through, with fields that nobody knows yet", () => {
    for (const value of samples.get(name) ?? []) {
      expect(accepted(value), JSON.stringify(value)).toBe(true);
      expect(accepts(value), JSON.stringify(value)).toBe(true);
      expect(accepts({ ...value, new: 1 })).toBe(true);
    }
  });

  test("agrees with the protocol on good values that were spoilt", () => {
    const spoilt = fc
      .constantFrom(...(samples.get(name) ?? []))
      .chain((value) =>
        fc
          .tuple(
            fc.constantFrom(...paths(value)),
            fc.oneof(
              fc.jsonValue({ maxDepth: 1 }),
              fc.constantFrom(undefined, -1, 0.5, "", id, at),
            ),
          )
          .map(([path, replacement]) => changed(value, path, replacement)),
      );
    fc.assert(
      fc.property(spoilt, (value) => {
        expect(accepts(value)).toBe(accepted(value));
      }),
    );
  });
});

test("there is a sample of every kind of event", () => {
  const { oneOf = [] } = wire.event.allOf?.[1] ?? {};
  const kinds = oneOf.map((schema) => schema.properties?.type?.const);
  const sampled = good.event.map((value) => "type" in value && value.type);
  expect(new Set(sampled)).toEqual(new Set(kinds));
});
