import { setTimeout as delay } from "node:timers/promises";
import type { Source } from "@voiceplan/protocol";
import type { Log } from "../lib/log.ts";
import { wordsOf } from "../lib/words.ts";
import { thingWished } from "../planning/guided/understand/subject.ts";
import type { Recall, RecallRequest, Recollection } from "../planning/recall.ts";
import { headingPath } from "./chunk.ts";
import { idsOf, type Found, type Memory } from "./memory.ts";
import { askedWords } from "./searchWords.ts";
import type { Takeaways } from "./takeaways/takeaways.ts";
import { saidOnce } from "./saidOnce.ts";

/** So long at most is the past waited for, before a reply that is spoken and one that is read. */
const SPOKEN_MS = 60;
const WRITTEN_MS = 4000;
const MOST = 6;
/** So many passages of the same plan, and so many messages. */
const OF_ONE_SOURCE = 2;
const OF_MESSAGES = 3;
/** So many decisions and lessons of the open project. */
const OF_PROJECT = 12;
/** With fewer words that say something, a message answers a question rather than raises one. */
const LEAST_WORDS = 2;

/** The memory as planners ask it: while they answer, and never longer than that may take. */
export class Recollections implements Recall {
  readonly #memory: Memory;
  readonly #takeaways: Pick<Takeaways, "newest">;
  readonly #log: Log;

  constructor(memory: Memory, takeaways: Pick<Takeaways, "newest">, log: Log) {
    this.#memory = memory;
    this.#takeaways = takeaways;
    this.#log = log;
  }

  async recall(request: RecallRequest): Promise<Recollection[]> {
    const { text } = request;
    if (askedWords(text).length < LEAST_WORDS) return [];
    const untilMs = performance.now() + patienceOf(request);
    const found = saidOnce(await this.#elsewhere(request, text, untilMs));
    const thing = found.some(isOfPlan) ? null : thingWished(text);
    if (thing === null || askedWords(thing).length < LEAST_WORDS)
      return fewOfEach(found).map(toRecollection);
    // What else a wish says may be known from elsewhere, and then a plan for the same thing covers too little of it.
    const alike = (await this.#elsewhere(request, thing, untilMs)).filter(
      (one) => isOfPlan(one) && names(one, thing),
    );
    return fewOfEach([...alike, ...found]).map(toRecollection);
  }

  async decided(request: RecallRequest): Promise<Recollection[]> {
    const { ownerId, project } = request.focus;
    if (project === null) return [];
    const untilMs = performance.now() + patienceOf(request);
    const newest = await this.#inTime(request, untilMs, () =>
      this.#takeaways.newest(ownerId, project.id, OF_PROJECT),
    );
    return newest.map(({ id, kind, text, createdAt: at }) => {
      const source = takeawaySource({ kind, id, projectId: project.id, title: project.name });
      return { source, project: project.name, heading: "", text, at };
    });
  }

  /** What answers, but for what the planner has in front of it anyway; and what was asked is no answer. */
  async #elsewhere(request: RecallRequest, query: string, untilMs: number): Promise<Found[]> {
    const { ownerId, conversationId, project, plan } = request.focus;
    const patienceMs = request.isSpoken ? 0 : WRITTEN_MS / 4;
    const found = await this.#inTime(request, untilMs, () =>
      this.#memory.recall({
        ...{ ownerId, query, near: project?.id, patienceMs },
        exceptConversationId: conversationId,
      }),
    );
    return found.filter(
      ({ passage }) =>
        passage.sourceId !== plan?.id &&
        passage.sourceId !== project?.id &&
        !passage.content.trim().endsWith("?"),
    );
  }

  /** What cannot be had in time, or fails, is not remembered. */
  async #inTime<T>(
    { focus: { conversationId } }: RecallRequest,
    untilMs: number,
    ask: () => Promise<T[]>,
  ): Promise<T[]> {
    const leftMs = untilMs - performance.now();
    if (leftMs <= 0) return [];
    const late = new AbortController();
    const asked = ask().catch((error: unknown) => {
      this.#log.warn({ err: error, conversationId }, "The memory could not be asked");
      return [];
    });
    try {
      return await Promise.race([asked, delay(leftMs, [], { signal: late.signal, ref: false })]);
    } finally {
      late.abort();
    }
  }
}

const patienceOf = ({ isSpoken }: RecallRequest): number => (isSpoken ? SPOKEN_MS : WRITTEN_MS);

const isOfPlan = ({ passage }: Found): boolean => passage.sourceKind === "plan";

/** Whether the title has all words of it, in the singular or plural. */
function names({ passage: { title } }: Found, thing: string): boolean {
  const singular = (word: string): string => word.replace(/s$/, "");
  const titled = new Set(wordsOf(title).map(singular));
  return wordsOf(thing).every((word) => titled.has(singular(word)));
}

function fewOfEach(found: readonly Found[]): Found[] {
  const counts = new Map<string, number>();
  const few = found.filter(({ passage: { sourceId, sourceKind } }) => {
    const isMessage = sourceKind === "message";
    const source = isMessage ? sourceKind : sourceId;
    const count = (counts.get(source) ?? 0) + 1;
    counts.set(source, count);
    return count <= (isMessage ? OF_MESSAGES : OF_ONE_SOURCE);
  });
  return few.slice(0, MOST);
}

function toRecollection({ passage }: Found): Recollection {
  const { title, heading, content, at, sourceKind } = passage;
  const isSaid = sourceKind === "message" || sourceKind === "conversation";
  const [first = ""] = headingPath(heading);
  const ofProject = sourceKind === "plan" ? first : title;
  return {
    source: sourceOf(passage),
    project: isSaid && passage.projectId === null ? null : ofProject,
    heading,
    text: content,
    at,
  };
}

function sourceOf(passage: Found["passage"]): Source {
  const { kind, id } = idsOf(passage);
  const { title, projectId, conversationId } = passage;
  const isSaid = kind === "message" || kind === "conversation";
  if (kind === "decision" || kind === "lesson") {
    return takeawaySource({ kind, id, projectId: projectId ?? null, title });
  }
  const path = kind === "plan" ? `/plans/${id}` : `/projects/${id}`;
  return {
    ...{ kind, id, projectId },
    title: isSaid ? `Conversation on ${title}`.replace(/ on Conversation$/, "") : title,
    url: isSaid ? `/?c=${conversationId ?? ""}` : path,
  };
}

/** It is opened on the page of its project's memory, where its own sources are. */
function takeawaySource({ kind, id, projectId, title }: Omit<Source, "url">): Source {
  const name = kind === "lesson" ? "Lesson from" : "Decision on";
  const url = `/projects/${projectId ?? ""}/memory#${id}`;
  return { kind, id, projectId, title: `${name} ${title}`, url };
}
