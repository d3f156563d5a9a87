/*
 * Every utterance of the bench carries a number, first in its audio and from then on in words: so what
 * the provider was asked can be told apart by turn, however many conversations go on at once.
 */

export type Purpose = "plan" | "command";

export interface Mark {
  id: number;
  purpose: Purpose;
}

const MAGIC = 0x5650;
const PURPOSES: readonly Purpose[] = ["plan", "command"];
const CONSONANTS = "bdfgklmnprstvz";
const VOWELS = "aeiou";
const SYLLABLES = 3;
const SYLLABLE_COUNT = CONSONANTS.length * VOWELS.length;

/** The audio with the mark in its first five samples, far too short to be heard. */
export function markAudio(samples: Int16Array, { id, purpose }: Mark): Int16Array {
  const marked = samples.slice();
  marked.set([MAGIC, MAGIC, id & 0x7fff, id >> 15, PURPOSES.indexOf(purpose)]);
  return marked;
}

/** The mark in a buffer that holds the audio somewhere; null: there is none. */
export function findMark(bytes: Buffer): Mark | null {
  const magic = Buffer.from(Int16Array.of(MAGIC, MAGIC).buffer);
  const at = bytes.indexOf(magic);
  if (at < 0) return null;
  const id = bytes.readInt16LE(at + 4) + (bytes.readInt16LE(at + 6) << 15);
  const purpose = PURPOSES[bytes.readInt16LE(at + 8)];
  return purpose ? { id, purpose } : null;
}

/** A made-up name that stands for the number, such as Bakodu. */
export function nameOf(id: number): string {
  let name = "";
  for (let rest = id, at = 0; at < SYLLABLES; at += 1) {
    const syllable = rest % SYLLABLE_COUNT;
    rest = Math.floor(rest / SYLLABLE_COUNT);
    name += CONSONANTS.charAt(Math.floor(syllable / VOWELS.length));
    name += VOWELS.charAt(syllable % VOWELS.length);
  }
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** What a turn is about: what the recogniser hears. */
export function heardWords({ id, purpose }: Mark): string {
  if (purpose === "command") return "Show my projects.";
  return `The ${nameOf(id)} team wants to see its numbers on Mondays.`;
}

/** What the model answers: the first sentence has nine words, one a token. */
export function replyWords(name: string): string[] {
  const first = `Then the ${name} team gets its numbers every Monday.`;
  const second = "Who else should be able to read them?";
  return `${first} ${second}`.split(/(?= )/);
}

/** The name in what was heard or answered; null: it is about no marked utterance. */
export function findName(text: string): string | null {
  return /[Tt]he (\w+) team/.exec(text)?.[1] ?? null;
}
