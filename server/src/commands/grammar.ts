import type { AnyCommand } from "./command.ts";
import { commonNameWords, nameConnectives, nameEndings, nameWords } from "./nameWords.ts";
import type { PhraseNode, SlotKind } from "./phrase.ts";

/** The rule that a decoder's hypothesis must match. */
const grammarName = "commands";

/**
 * How likely a word of a new name is. They weigh against one another and, more than that, against the
 * ease with which three short wrong words fit what two right ones sound like.
 */
const weights = { ending: "1e-10", common: "1e-12", other: "1e-14" };

/** Said before and after commands. "Don't" is here so that it is heard, and then no command. */
const before = `[ /1e-2/ okay | /1e-2/ please | /1e-2/ can you | /1e-2/ could you | /1e-2/ could you please
  | /1e-2/ can you please | /1e-2/ i want to | /1e-2/ don't ]`;
const after = "[ /1e-2/ please ]";

/**
 * What is listened for, in the Java Speech Grammar Format: the commands' phrases, with the names of the
 * person's projects, and for the names of new ones a loop over words that such names are made of. All
 * words are in lower case; a word may be missing from the decoder's dictionary.
 */
export function commandGrammar(
  commands: readonly AnyCommand[],
  projects: readonly string[],
): string {
  const names = [...new Set(projects.map(spoken).filter((name) => name !== ""))];
  const slots: Slots = {
    // Only at the end of a phrase, where all of them share one copy of the rule.
    free: null,
    bare: names.length > 0 ? "<project>" : null,
    known: names.length > 0 ? "<project>" : null,
    title: null,
    rest: null,
    aside: null,
  };
  const all = commands.flatMap((command) => command.phrases.map((phrase) => expand(phrase, slots)));
  const plain = all.flatMap((phrase) => phrase.plain).filter((text) => text !== "");
  const named = all.flatMap((phrase) => phrase.named);
  const words = new Set([
    ...nameWords,
    ...nameEndings,
    ...commonNameWords,
    ...names.flatMap((name) => name.split(" ")),
  ]);
  return [
    "#JSGF V1.0;",
    `grammar ${grammarName};`,
    `public <utterance> = ${before} ( ${plain.join(" | ")} | ( ${named.join(" | ")} ) <name> ) ${after};`,
    "<name> = /0.2/ <word> | /0.55/ <word> <ending> | /0.15/ <word> <word>",
    `| /0.06/ <word> <word> <ending> | /0.04/ <word> ( ${nameConnectives.join(" | ")} ) <word>;`,
    `<ending> = ${nameEndings.map((word) => `/${weights.ending}/ ${word}`).join(" | ")};`,
    ...(names.length > 0 ? [`<project> = ${names.join(" | ")};`] : []),
    `<word> = ${[...words].map((word) => `/${commonNameWords.has(word) ? weights.common : weights.other}/ ${word}`).join(" | ")};`,
    "",
  ].join("\n");
}

/** A name as it is spoken: words of letters, "BillingPortal 2" as "billing portal two". */
function spoken(name: string): string {
  return name
    .slice(0, 120)
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll("&", " and ")
    .replaceAll(/\d/g, (digit) => ` ${digits[Number(digit)] ?? ""} `)
    .replaceAll(/[\p{M}]/gu, "")
    .replaceAll(/[^a-z']+/g, " ")
    .replaceAll(/(?<![a-z])'|'(?![a-z])/g, "")
    .trim()
    .replaceAll(/\s+/g, " ");
}

type Slots = Readonly<Record<SlotKind, string | null>>;

const digits = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

/**
 * What of a phrase is listened for, apart by whether a new name follows: decoders copy a rule wherever
 * it is referred to, and the one for names is large.
 */
function expand(node: PhraseNode, slots: Slots): { plain: string[]; named: string[] } {
  switch (node.kind) {
    case "unheard":
      return { plain: [], named: [] };
    case "slot":
      if (node.as === "free") return { plain: [], named: [""] };
      break;
    case "choice": {
      const options = node.options.map((option) => expand(option, slots));
      if (options.every(({ named }) => named.length === 0)) break;
      return {
        plain: options.flatMap(({ plain }) => plain),
        named: options.flatMap(({ named }) => named),
      };
    }
    case "optional": {
      const { plain, named } = expand(node.item, slots);
      if (named.length === 0) break;
      return { plain: ["", ...plain], named };
    }
    case "sequence": {
      const last = node.items.at(-1);
      const first = render({ kind: "sequence", items: node.items.slice(0, -1) }, slots);
      if (!last || first === null) return { plain: [], named: [] };
      const { plain, named } = expand(last, slots);
      const join = (rest: string) => `${first} ${rest}`.trim();
      return { plain: plain.map(join), named: named.map(join) };
    }
    case "word":
    case "digits":
    case "capture":
    case "anyOrder":
  }
  const text = render(node, slots);
  return { plain: text === null ? [] : [text], named: [] };
}

/** The node in the notation of the grammar; null when it is not listened for. */
function render(node: PhraseNode, slots: Slots): string | null {
  switch (node.kind) {
    case "word":
      return node.word;
    case "unheard":
    case "digits":
      return null;
    case "capture":
      return render(node.item, slots);
    case "slot":
      return slots[node.as];
    case "optional": {
      const item = render(node.item, slots);
      return item === null ? "" : `[ ${item} ]`;
    }
    case "choice": {
      const options = node.options.map((option) => render(option, slots)).filter(Boolean);
      return options.length === 0 ? null : `( ${options.join(" | ")} )`;
    }
    case "sequence":
    case "anyOrder": {
      const items = node.items.map((item) => render(item, slots));
      return items.includes(null) ? null : items.filter(Boolean).join(" ");
    }
  }
}
