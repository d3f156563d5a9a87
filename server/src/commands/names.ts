import { doubleMetaphone } from "double-metaphone";
import { distance } from "fastest-levenshtein";

export interface NameMatch {
  name: string;
  /** From 0 to 1; 1 the same but for case, spacing and punctuation. */
  score: number;
}

/** From here on a name may be the one that was meant. */
export const likelyName = 0.7;
/** Two names whose scores are nearer than this cannot be told apart by what was heard. */
const margin = 0.08;

interface Prepared {
  words: readonly string[];
  joined: string;
  sound: string;
  sounds: readonly string[];
}

const numerals: ReadonlyMap<string, string> = new Map(
  Object.entries({
    zero: "0",
    one: "1",
    two: "2",
    three: "3",
    four: "4",
    five: "5",
    six: "6",
    seven: "7",
    eight: "8",
    nine: "9",
    ten: "10",
  }),
);
const ignored = new Set(["the", "a", "an", "project", "my", "called"]);

const cache = new Map<string, Prepared>();
const cacheSize = 4000;

/** Names by how well they fit what was heard, by spelling and by sound; best first. */
export function closestNames(heard: string, names: readonly string[]): NameMatch[] {
  const said = prepare(heard);
  return names
    .map((name) => ({ name, score: similarity(said, prepare(name)) }))
    .sort((a, b) => b.score - a.score || a.name.localeCompare(b.name));
}

export type Resolution =
  | { kind: "one"; name: string; score: number }
  | { kind: "several"; names: readonly string[] }
  | { kind: "none"; nearest: string | null };

/** Which of `names` was meant: one, several too close to tell apart (at most 3), or none. */
export function resolveName(heard: string, names: readonly string[]): Resolution {
  const ranked = closestNames(heard, [...new Set(names)]);
  const [first] = ranked;
  if (!first || first.score < likelyName)
    return { kind: "none", nearest: first && first.score >= 0.4 ? first.name : null };
  const exact = names.find((name) => name === heard.trim());
  if (exact !== undefined) return { kind: "one", name: exact, score: 1 };
  const close = ranked.filter(
    ({ score }) =>
      score >= likelyName && (score === 1 || first.score < 1) && first.score - score < margin,
  );
  if (close.length === 1) return { kind: "one", name: first.name, score: first.score };
  return { kind: "several", names: close.slice(0, 3).map(({ name }) => name) };
}

/** Whether two names are the same but for case, spacing and punctuation. */
export function sameName(one: string, other: string): boolean {
  const [a, b] = [prepare(one), prepare(other)];
  return a.joined !== "" ? a.joined === b.joined : one.trim() === other.trim();
}

function prepare(name: string): Prepared {
  const found = cache.get(name);
  if (found) return found;
  if (cache.size >= cacheSize) cache.clear();
  const split = name.slice(0, 200).replaceAll(/(\p{Ll})(\p{Lu})/gu, "$1 $2");
  const all = (
    split
      .toLowerCase()
      .normalize("NFKD")
      .match(/[\p{L}\p{N}]+|[&+#]+/gu) ?? []
  ).map((word) => numerals.get(word) ?? (word === "&" ? "and" : word));
  const words = all.filter((word) => !ignored.has(word));
  const kept = words.length > 0 ? words : all;
  const prepared = {
    words: kept,
    joined: kept.join(""),
    sound: soundOf(kept.join("")),
    sounds: kept.map(soundOf),
  };
  cache.set(name, prepared);
  return prepared;
}

/** Digits have no sound in metaphone; they stand for themselves. */
function soundOf(word: string): string {
  return /\p{N}/u.test(word) ? word : doubleMetaphone(word)[0];
}

function similarity(said: Prepared, name: Prepared): number {
  if (said.joined === "" || name.joined === "") return 0;
  if (said.joined === name.joined) return 1;
  const spelled = likeness(said.joined, name.joined);
  const sounded =
    Math.min(said.sound.length, name.sound.length) > 1 ? likeness(said.sound, name.sound) : 0;
  const whole = numbersAgree(said, name)
    ? Math.max(spelled, 0.55 * sounded + 0.42 * spelled)
    : spelled * 0.7;
  return Math.min(0.99, Math.max(whole, wordwise(said, name)));
}

/** How much of what was said is in the name, and then how much of the name was said. */
function wordwise(said: Prepared, name: Prepared): number {
  const best = said.words.map((word, at) =>
    Math.max(
      0,
      ...name.words.map((other, i) => wordLikeness(word, other, said.sounds[at], name.sounds[i])),
    ),
  );
  const lengths = said.words.map((word) => word.length);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const covered = best.reduce((sum, score, at) => sum + score * (lengths[at] ?? 0), 0) / total;
  const share = Math.min(1, total / name.joined.length);
  return covered < 0.75 ? covered * 0.6 : covered * (0.76 + 0.2 * share);
}

function wordLikeness(word: string, other: string, sound = "", otherSound = ""): number {
  if (word === other) return 1;
  if (/\p{N}/u.test(word) || /\p{N}/u.test(other)) return 0;
  const spelled = likeness(word, other);
  return sound !== "" && sound === otherSound && word.length > 2
    ? Math.max(spelled, 0.55 + 0.42 * spelled)
    : spelled;
}

/** "Portal 2" and "Portal 3" are two names, however alike they look. */
function numbersAgree(said: Prepared, name: Prepared): boolean {
  const numbers = ({ words }: Prepared) => words.filter((word) => /\p{N}/u.test(word)).join(" ");
  return numbers(said) === numbers(name);
}

function likeness(one: string, other: string): number {
  const longest = Math.max(one.length, other.length);
  return longest === 0 ? 0 : 1 - distance(one, other) / longest;
}
