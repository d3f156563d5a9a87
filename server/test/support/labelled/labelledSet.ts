import { createHash } from "node:crypto";
import { facts, unanswerable } from "./facts.ts";
import { plainMeaning, type Meaning } from "../providerEmbeddings.ts";
import { fillers } from "./fillers.ts";

export interface LabelledPlan {
  project: string;
  title: string;
  markdown: string;
}

export type QueryKind = "direct" | "paraphrase" | "typo" | "unanswerable";

export interface LabelledQuery {
  kind: QueryKind;
  text: string;
  /** Project and title of the plan that answers; null: nothing does. */
  answer: { project: string; title: string } | null;
}

export interface LabelledSet {
  projects: { name: string; description: string }[];
  plans: LabelledPlan[];
  queries: LabelledQuery[];
  /** What the emulated model knows to be about the same: a number for both, by text. */
  gists: Map<string, number>;
}

/** So many of its paraphrases the emulated model does not understand: every sixth. */
const MISUNDERSTOOD = 6;
/** Plans that a project has beside the one that is asked for. */
const FILLERS = 6;

const rows = (table: string): string[][] =>
  table
    .trim()
    .split("\n")
    .map((line) => line.split("|").map((cell) => cell.trim()));

/** Sixty projects, or the first of them, with seven plans each; three queries a project, and 30 more. */
export function labelledSet({ projects = 60 } = {}): LabelledSet {
  const known = rows(facts).slice(0, projects);
  const kinds = Map.groupBy(rows(fillers), ([title = ""]) => title);
  const titles = [...kinds.keys()];
  const set: LabelledSet = { projects: [], plans: [], queries: [], gists: new Map() };
  for (const [index, row] of known.entries()) {
    const [project = "", description = "", title = "", section = "", fact = ""] = row;
    const [direct = "", paraphrase = ""] = row.slice(5);
    set.projects.push({ name: project, description });
    set.plans.push({ project, title, markdown: `# ${title}\n\n## ${section}\n\n${fact}\n` });
    for (let number = 0; number < FILLERS; number += 1) {
      const filler = titles[(index * 5 + number * 3) % titles.length] ?? "";
      const sections = (kinds.get(filler) ?? []).map(
        ([, heading = "", text = ""]) => `## ${heading}\n\n${text.replaceAll("{it}", project)}\n`,
      );
      set.plans.push({ project, title: filler, markdown: `# ${filler}\n\n${sections.join("\n")}` });
    }
    const answer = { project, title };
    set.gists.set(fact, index);
    if (index % MISUNDERSTOOD > 0) set.gists.set(paraphrase, index);
    set.queries.push(
      { kind: "direct", text: direct, answer },
      { kind: "paraphrase", text: paraphrase, answer },
      { kind: "typo", text: misspelled(direct), answer },
    );
  }
  for (const [text = ""] of rows(unanswerable)) {
    set.queries.push({ kind: "unanswerable", text, answer: null });
  }
  return set;
}

/** The query with two letters swapped, or one lost, in each of its longer words. */
export function misspelled(query: string): string {
  return query.replace(/\p{L}{6,}/gu, (word) => {
    const [chance = 0, place = 0] = createHash("sha256").update(word).digest();
    const at = 1 + (place % (word.length - 3));
    if (chance % 2 === 0) return word.slice(0, at) + word.slice(at + 1);
    return word.slice(0, at) + (word[at + 1] ?? "") + (word[at] ?? "") + word.slice(at + 2);
  });
}

/** A model of embeddings: words, what they mean by the lexicon, and most of what the paraphrases mean. */
export function emulatedMeaning({ gists }: LabelledSet): Meaning {
  return (text) => {
    const known = [...gists].find(([gist]) => text.includes(gist));
    const plain = [...plainMeaning(text)];
    return known ? [...plain, [`gist ${known[1]}`, 1.2 * Math.sqrt(plain.length + 1)]] : plain;
  };
}
