import type { Estimate } from "../../templates/template.ts";

const small: Record<string, number> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  couple: 2,
  few: 3,
  several: 4,
};
const tens: Record<string, number> = {
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
  hundred: 100,
};

const number = `(?:\\d+(?:[.,]\\d+)?|half an?|an? (?:couple|few|hundred)(?: of)?|(?:one|two|three|four|five) hundred|(?:${Object.keys(tens).join("|")})(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|(?:${Object.keys(small).join("|")})(?: of)?)(?: and a half)?`;
const unit =
  "(?:working |work |business |man[- ]|person[- ]|developer[- ]|full )?(?:hours?|hrs?|h|days?|d|weeks?|wks?|w|months?|sprints?|minutes?|mins?)";

/** A length of time as people say it, as the source of a regular expression without groups. */
const durationSource = `(?:(?:between )?${number}(?:\\s*(?:to|-|–|—|or|and)\\s*${number})?[\\s-]*${unit}\\b(?: and a half)?)`;

const duration = new RegExp(
  `(?:between )?(${number})(?:\\s*(?:to|-|–|—|or|and)\\s*(${number}))?[\\s-]*(${unit})\\b( and a half)?`,
  "i",
);

/** Spoken or written number; null when it is none. */
function parseNumber(text: string): number | null {
  const half = / and a half$/i.test(text) ? 0.5 : 0;
  const words = text
    .toLowerCase()
    .replace(/ and a half$/, "")
    .trim();
  if (/^\d/.test(words)) {
    const value = Number(words.replace(",", "."));
    return Number.isFinite(value) ? value + half : null;
  }
  if (/^half an?$/.test(words)) return 0.5;
  const parts = words.replace(/ of$/, "").split(/[- ]/);
  if (parts.at(-1) === "hundred") return (small[parts[0] ?? ""] ?? 1) * 100 + half;
  const ten = tens[parts[0] ?? ""];
  if (ten !== undefined) return ten + (small[parts[1] ?? ""] ?? 0) + half;
  const value = small[parts.at(-1) ?? ""] ?? small[parts[0] ?? ""];
  return value === undefined ? null : value + half;
}

function hoursOf(name: string): number {
  const bare = name
    .toLowerCase()
    .replace(/^(?:working |work |business |(?:man|person|developer)[- ]|full )/, "");
  if (bare.startsWith("mo")) return 160;
  if (bare.startsWith("m")) return 1 / 60;
  if (bare.startsWith("h")) return 1;
  if (bare.startsWith("d")) return 8;
  if (bare.startsWith("w")) return 40;
  return 80;
}

/** The first length of time in a text, in hours of work: a day has 8, a week 40, a month 160. */
export function parseEstimate(text: string): Estimate | null {
  const found = duration.exec(text);
  if (found === null) return null;
  const [, first = "", second, name = "", after] = found;
  const low = parseNumber(first);
  const high = second === undefined ? low : parseNumber(second);
  if (low === null || high === null) return null;
  const scale = hoursOf(name);
  const extra = after === undefined ? 0 : 0.5;
  const bounds = [(low + extra) * scale, (high + extra) * scale].map(
    (hours) => Math.round(hours * 100) / 100,
  );
  const estimate = { low: Math.min(...bounds), high: Math.max(...bounds) };
  return estimate.low > 0 && estimate.high <= 100_000 ? estimate : null;
}

const lead =
  "(?:(?:and|i(?:'d)? (?:think|guess|say)|maybe|probably|perhaps|let's say|say|with|it(?:'s|'ll| is| will| should| would| might)?(?: probably)?(?: be| takes?| needs?)?|that(?:'s| is)|this (?:is|takes|will take|should take)|we (?:need|have)|should take|takes?|needs?|make (?:it|that)|(?:the |my |our |an? )?(?:estimate|effort|work|budget)(?: is| of| to|:)?|(?:change|set|update) (?:it|that|(?:the )?estimate)(?: to)?|estimated(?: at)?|about|around|roughly|approximately|approx\\.?|some|more like|rather|actually|no|up to|at most|at least|like|a total of|in total|just|only|well|um|uh|total)[\\s,:]+)*";
const tail =
  "(?:[\\s,]*(?:of (?:work|effort|development|coding)|of dev(?:elopment)? time|work|effort|(?:in )?total|i (?:think|guess|would say|suppose)|or so|maybe|probably|tops|max(?:imum)?|for (?:it|this|that|everything|all of it)|should do|is enough|roughly|please|instead))*";
const whole = new RegExp(`^${lead}${durationSource}${tail}[.!?]*$`, "i");

/** The estimate, when a clause says nothing but how long it takes. */
export function estimateClause(clause: string): Estimate | null {
  return whole.test(clause.trim()) ? parseEstimate(clause) : null;
}
