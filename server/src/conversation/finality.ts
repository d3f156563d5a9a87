/** Whether the words so far sound as if more were to come. */
export type Finality = "finished" | "unfinished" | "unsure";

/** Nobody ends on one of these, whatever mark the recogniser puts behind it. */
const neverLast = words(
  "and or but because although unless until while whereas since the a an of my our your their every",
  "um umm uh uhm er erm hmm plus versus",
);
/** These may end a sentence ("I think so."), but one without a mark goes on. */
const seldomLast = words(
  "so then to for with in on at from by into about than like that which who whose where when if as is",
  "are was were be will would can could should must may might i we they you he she it its this these",
  "not also very just maybe called named actually basically well okay let's i'm we're it's going want",
  "need has have had do does point dot dash slash hundred thousand million twenty thirty forty fifty",
  "sixty seventy eighty ninety",
);
/** Of numbers that are given digit by digit, and of words that are spelled. */
const digits = words("zero oh one two three four five six seven eight nine double triple");

/** Marks with which a recogniser ends a sentence; three dots say that it trails off. */
const ENDED = /[.?!。？！]["')\]]*$/u;
const TRAILS_OFF = /(?:\.\.+|…|[,;:\-–—،、，])["')\]]*$/u;

/**
 * How the words sound, as far as words can tell. `isCommand` says whether they are a command as they
 * stand. Nothing at all is finished: nobody waits for the rest of a cough.
 */
export function finalityOf(text: string, isCommand: (text: string) => boolean): Finality {
  const said = text.trim();
  const spoken = said.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}'’]*/gu) ?? [];
  const last = spoken.at(-1)?.replace("’", "'");
  if (last === undefined) return "finished";
  if (TRAILS_OFF.test(said) || neverLast.has(last) || isSpelling(spoken)) return "unfinished";
  if (isCommand(said)) return "finished";
  if (ENDED.test(said)) return "finished";
  return seldomLast.has(last) ? "unfinished" : "unsure";
}

/** Two or more digits or letters in a row, each said by itself: a third is likely. */
function isSpelling(spoken: readonly string[]): boolean {
  const [before, last] = spoken.slice(-2);
  return spoken.length > 1 && isSpelled(before) && isSpelled(last);
}

function isSpelled(word: string | undefined): boolean {
  return word !== undefined && (digits.has(word) || /^(?:\p{L}|\p{N})$/u.test(word));
}

function words(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.split(" ")));
}
