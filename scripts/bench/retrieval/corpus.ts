import { seeded } from "../../../server/test/support/random.ts";
import { generalWord, inventedWord, pick } from "./words.ts";

type Random = () => number;

/** A plan in the project with that number; of its versions the last one is current. */
export interface PlannedText {
  project: number;
  title: string;
  versions: string[];
  /** The sections of the current version. */
  sections: string[];
  /** How many passages it becomes, those of the older version too. */
  passages: number;
}

/** This project is of somebody else, and both this one and the next stay small: about fifty passages. */
export const STRANGERS = 0;
export const SMALL = 1;

const HEADINGS = [
  "Overview",
  "Goals",
  "Approach",
  "Tasks",
  "Testing",
  "Rollout",
  "Risks",
  "Limits",
];
/** So many sections a second version of a plan says in another way. */
const CHANGED = 2;
const SMALL_PLANS = 5;
/** Of a project's text, what is its own subject and what is named by nobody else. */
const TOPICAL = 0.2;
const NAMED = 0.06;

/**
 * Plans as somebody writes them who plans for many years: the words of sixty real projects as often as
 * words are used (Zipf), in each project some of them far more often, and with it names that no other
 * project has. Always the same; the first of them are the same for every size.
 */
export function* plannedTexts(): Generator<PlannedText, never> {
  for (let project = 0; ; project += 1) {
    const random = seeded(project + 1);
    const write = writerOf(random);
    const plans = project <= SMALL ? SMALL_PLANS : 3 + Math.floor(70 * random() ** 4);
    for (let plan = 0; plan < plans; plan += 1) {
      const title = write(3);
      const first = HEADINGS.map(() => sectionOf(write, random));
      const second = first.map((text, at) => (at < CHANGED ? sectionOf(write, random) : text));
      const passages = HEADINGS.length + CHANGED;
      yield {
        project,
        title,
        versions: [first, second].map(markdownOf),
        sections: second,
        passages,
      };
    }
  }
}

/** Writes some words of one project. */
function writerOf(random: Random): (words: number) => string {
  const topic = Array.from({ length: 60 }, () => generalWord(random));
  const names = Array.from({ length: 40 }, () => inventedWord(random));
  const word = (): string => {
    const chance = random();
    if (chance < NAMED) return pick(names, random);
    return chance < NAMED + TOPICAL ? pick(topic, random) : generalWord(random);
  };
  return (words) => Array.from({ length: words }, word).join(" ");
}

function sectionOf(write: (words: number) => string, random: Random): string {
  const sentences = 4 + Math.floor(random() * 5);
  const text = Array.from({ length: sentences }, () => write(7 + Math.floor(random() * 7)));
  return text.map((sentence) => `- [ ] ${sentence}.`).join("\n");
}

function markdownOf(sections: readonly string[]): string {
  return sections.map((text, at) => `## ${HEADINGS[at] ?? ""}\n\n${text}\n`).join("\n");
}
