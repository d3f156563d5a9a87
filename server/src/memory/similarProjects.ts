import type { SimilarProject } from "@voiceplan/protocol";
import { Problem } from "../lib/problem.ts";
import type { Db } from "../store/db.ts";
import { archivedTexts } from "../store/memory/archived.ts";
import type { Embedder } from "./embedder.ts";
import type { Indexer } from "./indexer.ts";
import type { Memory } from "./memory.ts";
import { archivedMatch, bestOf, passageMatch, type Shared, type TopicMatch } from "./topicMatch.ts";

/** So many of a project's plans say what it is about: those touched last. */
const PLANS = 8;
const MOST = 6;
const SHARED = 3;
/** So long all embeddings together are waited for, where the network has to be asked. */
const PATIENCE_MS = 1500;
/** Below it, the best and all together, two projects have words in common, and nothing else. */
const LEAST_OF_BEST = 0.4;
const LEAST = 0.45;

interface Parts {
  db: Db;
  memory: Memory;
  embedder: Embedder;
  indexer: Pick<Indexer, "settle">;
}

/** Which other projects are about something of the same. */
export class SimilarProjects {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** The one most like it first; none where none is. Throws `not_found`. */
  async of(ownerId: string, id: string): Promise<SimilarProject[]> {
    const { db, indexer } = this.#parts;
    await indexer.settle();
    const matches = await this.#matches(ownerId, id, await this.#topics(ownerId, id));
    const ids = [...new Set(matches.map(({ projectId }) => projectId))];
    const projects = await db.project.findMany({ where: { id: { in: ids }, ownerId } });
    return projects
      .flatMap(({ id: other, name, status }) => {
        const best = bestOf(matches.filter(({ projectId }) => projectId === other));
        const unlike = best.reduce((left, { strength }) => left * (1 - strength), 1);
        const likeness = Math.round((1 - unlike) * 100) / 100;
        if ((best[0]?.strength ?? 0) < LEAST_OF_BEST || likeness < LEAST) return [];
        return [{ id: other, name, status, likeness, shared: best.slice(0, SHARED).map(toShared) }];
      })
      .toSorted((a, b) => b.likeness - a.likeness || a.name.localeCompare(b.name, "en"))
      .slice(0, MOST);
  }

  async #matches(ownerId: string, id: string, topics: readonly string[]): Promise<TopicMatch[]> {
    const { db, memory, embedder } = this.#parts;
    const archived = await archivedTexts(db, ownerId, id);
    const matches: TopicMatch[] = [];
    const untilMs = performance.now() + PATIENCE_MS;
    for (const own of topics) {
      const patienceMs = Math.max(0, Math.round(untilMs - performance.now()));
      const asked = { ownerId, query: own, exceptProjectId: id, patienceMs };
      const { found, words } = await memory.ask(asked);
      const { certain } = embedder.current.likeness;
      matches.push(...found.flatMap((one) => passageMatch(own, one, certain) ?? []));
      matches.push(...archived.flatMap((text) => archivedMatch(own, text, words) ?? []));
    }
    return matches;
  }

  /** What the project is about: what it says of itself, and the titles of its plans. */
  async #topics(ownerId: string, id: string): Promise<string[]> {
    const project = await this.#parts.db.project.findUnique({
      where: { id, ownerId },
      include: {
        plans: { where: { deletedAt: null }, orderBy: { updatedAt: "desc" }, take: PLANS },
      },
    });
    if (!project) throw new Problem("not_found", "There is no such project.");
    const { name, description, plans } = project;
    const [sentence = ""] = description.split(/(?<=[.!?])\s|\n/);
    const topics = [name, sentence, ...plans.map(({ title }) => title)];
    return [...new Set(topics.map((topic) => topic.slice(0, 200).trim()))].filter(
      (topic) => topic !== "",
    );
  }
}

function toShared({ own, kind, id, title, excerpt }: TopicMatch): Shared {
  return { own, kind, id, title, excerpt };
}
