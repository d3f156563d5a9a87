/** Said in place of words that the voice has no sounds for. */
export const UNSPEAKABLE = "This part is in a script that I cannot read aloud.";

const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** Capitals that are said as a word; all others of up to five letters are spelled. */
const saidAsWords = new Set(["AJAX", "CORS", "CRUD", "NASA", "OK", "RAM", "REST", "ROM", "SOAP"]);
const saidOtherwise: Readonly<Record<string, string>> = { JSON: "Jason", YAML: "yammel" };

/** What decomposition into letter and accent leaves alone. */
const letters: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  Æ: "Ae",
  œ: "oe",
  Œ: "Oe",
  ø: "o",
  Ø: "O",
  ł: "l",
  Ł: "L",
  đ: "d",
  Đ: "D",
  þ: "th",
  ð: "d",
  ı: "i",
};

/** Each in its turn, from what spans several characters down to the single sign. */
const rules: readonly [RegExp, string | ((match: string, ...groups: string[]) => string)][] = [
  // Few spaces, so that no rule has many to look through.
  [/[^\S\n]+/g, " "],
  [/\s*\n\s*/g, "\n"],
  // Markdown: what it marks is said, the marks are not.
  [/```[^\n]*/g, " "],
  [/!?\[([^\]]*)\]\([^)]*\)/g, "$1"],
  [/^\s{0,3}(#{1,6}|>|[-*+]\s+\[[ xX]\]|[-*+]|\d+\.)\s+/gm, " "],
  [/\*\*|__|~~|`/g, ""],
  [/<\/?[a-zA-Z][^>]*>/g, " "],
  // Addresses, dates, names of languages.
  [/\bhttps?:\/\/(?:www\.)?([^\s/?#]+)[^\s]*?(?=[.,;:!?)]*(?:\s|$))/g, "$1"],
  [/(?<=\w)@(?=\w)/g, " at "],
  [/\b(\d{4})-(\d{2})-(\d{2})\b/g, sayDate],
  [/\bC\+\+/g, "C plus plus"],
  [/\b([CF])#/g, "$1 sharp"],
  [/\be\.g\./gi, "for example"],
  [/\bi\.e\./gi, "that is"],
  [/\betc\./gi, "et cetera."],
  [/(?<=[A-Za-z])\.(?=[A-Za-z]{2})/g, " dot "],
  [/(^|\s)\.(?=[A-Za-z])/g, "$1 dot "],
  // Numbers with their signs.
  [/(\d)\s*[–—-]\s*(?=\d)/g, "$1 to "],
  [/(^|\s)[-−](?=\d)/g, "$1minus "],
  [/#\s?(?=\d)/g, "number "],
  [/~\s?(?=[\d$€£])/g, "about "],
  [/€\s?([\d.,]*\d)/g, "$1 euros"],
  [/£\s?([\d.,]*\d)/g, "$1 pounds"],
  [/(\d)\s?€/g, "$1 euros"],
  [/\s?°\s?C\b/g, " degrees Celsius"],
  [/\s?°\s?F\b/g, " degrees Fahrenheit"],
  [/\s?°/g, " degrees"],
  [/\s*(?:≤|<=)\s*/g, " at most "],
  [/\s*(?:≥|>=)\s*/g, " at least "],
  [/\s*(?:->|=>|→|⇒)\s*/g, " to "],
  [/\s*×\s*/g, " times "],
  [/\s<\s/g, " less than "],
  [/\s>\s/g, " greater than "],
  [/&/g, " and "],
  [/(?<!\w)@/g, " at "],
  [/(?<=\s|\d)\+(?=\s|\d)/g, " plus "],
  [/\s*=+\s*/g, " equals "],
  [/(?<=[A-Za-z])\/(?=[A-Za-z])/g, " or "],
  // Punctuation that the voice knows by other signs.
  [/[‘’‛′]/g, "'"],
  [/\s*(?:…|\.{3,})\s*/g, ", "],
  [/\s+[–—-]+\s+|\s*[–—]\s*/g, ", "],
  [/%(?=\w)/g, " percent "],
];

/** Signs that remain and that the voice would name or stumble over. */
const SILENT = /[^A-Za-z0-9\s.,;:!?'%$()/-]/g;

/**
 * Text as the voice can say it: plain ASCII without marks. Words in a script that it does not know
 * are left out; where there are no others, a sentence says so. Empty when there is nothing to say.
 */
export function speakable(text: string): string {
  let said = text.normalize("NFC");
  for (const [pattern, spoken] of rules) {
    said =
      typeof spoken === "string" ? said.replace(pattern, spoken) : said.replace(pattern, spoken);
  }
  said = said
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/[^\p{ASCII}]/gu, (letter) => letters[letter] ?? letter);
  const foreign = /\p{L}|\p{N}/u.test(said.replace(/\p{ASCII}/gu, ""));
  said = spellCapitals(said.replace(SILENT, " "))
    .replace(/[/-](?![A-Za-z0-9])|(?<![A-Za-z0-9])[/-]/g, " ")
    .replace(/\s+/g, " ")
    .replace(/\s+(?=[.,;:!?)])/g, "")
    .replace(/^[\s.,;:!?]+/, "")
    .trim();
  if (/[A-Za-z0-9]/.test(said)) return said;
  return foreign ? UNSPEAKABLE : "";
}

function spellCapitals(text: string): string {
  // In a text all of capitals they are a way of writing, not of saying.
  if (!/[a-z]/.test(text)) return text;
  return text.replace(/\b([A-Z]{2,5})(s?)\b/g, (word, capitals: string, plural: string) => {
    if (saidAsWords.has(capitals) || /^[IVX]+$/.test(capitals)) return word;
    const otherwise = saidOtherwise[capitals];
    if (otherwise) return otherwise + plural;
    return capitals.split("").join(" ") + (plural ? "'s" : "");
  });
}

function sayDate(match: string, year: string, month: string, day: string): string {
  const name = months[Number(month) - 1];
  return name && Number(day) >= 1 && Number(day) <= 31 ? `${name} ${Number(day)}, ${year}` : match;
}
