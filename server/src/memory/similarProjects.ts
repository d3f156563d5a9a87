import type { SimilarProject } from "@voiceplan/protocol";
import { Problem } from "../lib/problem.ts";
import type { Db } from "../store/db.ts";
import { archivedTexts, type ArchivedText } from "../store/memory/archived.ts";
import type { Embedder } from "./embedder.ts";
import { excerptOf } from "./excerpt.ts";
import type { Indexer } from "./indexer.ts";
import type { Found, Memory } from "./memory.ts";
import type { SearchWords } from "./searchWords.ts";

/** So many of a project's plans say what it is about: those touched last. */
const PLANS = 8;
const MOST = 6;
const SHARED = 3;
/** So long all embeddings together are waited for, where the network has to be asked. */
const PATIENCE_MS = 1500;
/** Below it two projects have words in common, and nothing else. */
const LEAST = 0.45;
/** What a title of so few words says; from three on it says all that a title can. */
const SAYING: readonly number[] = [0, 0.3, 0.65];
const EXCERPT = 160;

type Shared = SimilarProject["shared"][number];

/** Something of another project that is like something of this one. */
interface Match extends Shared {
  projectId: string;
  strength: number;
}

/** Which other projects are about something of the same. */
export class SimilarProjects {
  readonly #db: Db;
  readonly #memory: Memory;
  readonly #embedder: Embedder;
  readonly #indexer: Pick<Indexer, "settle">;

  constructor(db: Db, memory: Memory, embedder: Embedder, indexer: Pick<Indexer, "settle">) {
    this.#indexer = indexer;
    this.#db = db;
    this.#memory = memory;
    this.#embedder = embedder;
  }

  /** The one most like it first; none where none is. Throws `not_found`. */
  async of(ownerId: string, id: string): Promise<SimilarProject[]> {
    await this.#indexer.settle();
    const [topics, archived] = await Promise.all([
      this.#topics(ownerId, id),
      archivedTexts(this.#db, ownerId, id),
    ]);
    const matches: Match[] = [];
    const untilMs = performance.now() + PATIENCE_MS;
    for (const own of topics) {
      const patienceMs = Math.max(0, Math.round(untilMs - performance.now()));
      const query = { ownerId, query: own, exceptProjectId: id, patienceMs };
      const { found, words } = await this.#memory.ask(query);
      matches.push(...found.flatMap((one) => this.#matchOf(own, one) ?? []));
      matches.push(...archived.flatMap((text) => archivedMatch(own, words, text) ?? []));
    }
    const ids = [...new Set(matches.map(({ projectId }) => projectId))];
    const projects = await this.#db.project.findMany({ where: { id: { in: ids }, ownerId } });
    return projects
      .map(({ id: other, name, status }) => {
        const best = bestOf(matches.filter(({ projectId }) => projectId === other));
        const unlike = best.reduce((left, { strength }) => left * (1 - strength), 1);
        const likeness = Math.round((1 - unlike) * 100) / 100;
        return { id: other, name, status, likeness, shared: best.slice(0, SHARED).map(toShared) };
      })
      .filter(({ likeness }) => likeness >= LEAST)
      .toSorted((a, b) => b.likeness - a.likeness || a.name.localeCompare(b.name, "en"))
      .slice(0, MOST);
  }

  /** What the project is about: what it says of itself, and the titles of its plans. */
  async #topics(ownerId: string, id: string): Promise<string[]> {
    const project = await this.#db.project.findUnique({
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

  #matchOf(own: string, { passage, coverage, words }: Found): Match | null {
    const { projectId, sourceKind, sourceId, title, heading, content, similarity } = passage;
    if (projectId === null || (sourceKind !== "plan" && sourceKind !== "project")) return null;
    const alike = Math.min(1, (similarity ?? 0) / this.#embedder.current.likeness.certain);
    const { text } = excerptOf(
      content,
      words.wanted.map(({ lexeme }) => lexeme),
    );
    const strength = (0.65 * coverage + 0.35 * alike) * saying(words);
    const what = sourceKind === "plan" ? [...heading.split(" › ").slice(1), text].join(": ") : text;
    return {
      ...{ own, projectId, kind: sourceKind, id: sourceId, title, strength },
      excerpt: shorten(what),
    };
  }
}

function archivedMatch(own: string, words: SearchWords, archived: ArchivedText): Match | null {
  const { projectId, kind, id, title, text, lexemes } = archived;
  const best = new Map<number, number>();
  for (const { lexeme, word, weight } of words.wanted) {
    if (lexemes.includes(lexeme)) best.set(word, Math.max(best.get(word) ?? 0, weight));
  }
  const matched = [...best.values()].reduce((sum, weight) => sum + weight, 0);
  const coverage = words.weight === 0 ? 0 : Math.min(1, matched / words.weight);
  if (coverage < ENOUGH_WORDS) return null;
  const strength = coverage * saying(words);
  return { own, projectId, kind, id, title, excerpt: shorten(text.trim()), strength };
}

/** As for a search: so much of a topic has to be there. */
const ENOUGH_WORDS = 0.6;

const saying = ({ count }: SearchWords): number => SAYING[count] ?? 1;

/** The best match of each topic, best first, and nothing of the other project twice. */
function bestOf(matches: readonly Match[]): Match[] {
  const topics = new Set<string>();
  const places = new Set<string>();
  return matches
    .toSorted((a, b) => b.strength - a.strength)
    .filter(({ own, id, excerpt }) => {
      const place = `${id} ${excerpt}`;
      if (topics.has(own) || places.has(place)) return false;
      topics.add(own);
      places.add(place);
      return true;
    });
}

function toShared({ own, kind, id, title, excerpt }: Match): Shared {
  return { own, kind, id, title, excerpt };
}

function shorten(text: string): string {
  if (text.length <= EXCERPT) return text;
  return `${text
    .slice(0, EXCERPT)
    .replace(/\s+\S*$/, "")
    .toWellFormed()} …`;
}
