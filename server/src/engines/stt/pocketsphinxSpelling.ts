/**
 * How a word that no dictionary has is likely to be said, in the phones of the CMU dictionary: rules for
 * groups of letters, longest first. Good enough for the decoder to tell one project name from another.
 */
const sounds: readonly (readonly [string, string])[] = [
  ["tion", "SH AH N"],
  ["sion", "ZH AH N"],
  ["ough", "AO"],
  ["augh", "AO"],
  ["eigh", "EY"],
  ["tch", "CH"],
  ["igh", "AY"],
  ["sch", "SH"],
  ["que", "K"],
  ["oor", "AO R"],
  ["air", "EH R"],
  ["ear", "IH R"],
  ["our", "AW R"],
  ["ch", "CH"],
  ["sh", "SH"],
  ["th", "TH"],
  ["ph", "F"],
  ["wh", "W"],
  ["ck", "K"],
  ["ng", "NG"],
  ["qu", "K W"],
  ["kn", "N"],
  ["wr", "R"],
  ["gh", "G"],
  ["ee", "IY"],
  ["ea", "IY"],
  ["oo", "UW"],
  ["ou", "AW"],
  ["ow", "OW"],
  ["oi", "OY"],
  ["oy", "OY"],
  ["ai", "EY"],
  ["ay", "EY"],
  ["oa", "OW"],
  ["au", "AO"],
  ["aw", "AO"],
  ["ie", "IY"],
  ["ei", "EY"],
  ["ey", "IY"],
  ["ue", "UW"],
  ["ew", "UW"],
  ["ar", "AA R"],
  ["er", "ER"],
  ["ir", "ER"],
  ["ur", "ER"],
  ["or", "AO R"],
  ["a", "AE"],
  ["b", "B"],
  ["c", "K"],
  ["d", "D"],
  ["e", "EH"],
  ["f", "F"],
  ["g", "G"],
  ["h", "HH"],
  ["i", "IH"],
  ["j", "JH"],
  ["k", "K"],
  ["l", "L"],
  ["m", "M"],
  ["n", "N"],
  ["o", "AA"],
  ["p", "P"],
  ["q", "K"],
  ["r", "R"],
  ["s", "S"],
  ["t", "T"],
  ["u", "AH"],
  ["v", "V"],
  ["w", "W"],
  ["x", "K S"],
  ["y", "IY"],
  ["z", "Z"],
];

const long: Readonly<Record<string, string>> = { a: "EY", e: "IY", i: "AY", o: "OW", u: "UW" };

const letterNames: Readonly<Record<string, string>> = {
  a: "EY",
  b: "B IY",
  c: "S IY",
  d: "D IY",
  e: "IY",
  f: "EH F",
  g: "JH IY",
  h: "EY CH",
  i: "AY",
  j: "JH EY",
  k: "K EY",
  l: "EH L",
  m: "EH M",
  n: "EH N",
  o: "OW",
  p: "P IY",
  q: "K Y UW",
  r: "AA R",
  s: "EH S",
  t: "T IY",
  u: "Y UW",
  v: "V IY",
  w: "D AH B AH L Y UW",
  x: "EH K S",
  y: "W AY",
  z: "Z IY",
};

/** The phones of `word` (letters a to z), separated by spaces. */
export function phonesOf(word: string): string {
  const letters = word.replaceAll(/[^a-z]/g, "");
  if (!/[aeiouy]/.test(letters))
    return [...letters].map((letter) => letterNames[letter] ?? "").join(" ");
  const phones: string[] = [];
  for (let at = 0; at < letters.length;) {
    const rest = letters.slice(at);
    const magic = /^([aeiou])[bcdfgklmnprstvz]e(?:$|[sd]$|r$)/.exec(rest)?.[1];
    if (magic !== undefined) {
      phones.push(long[magic] ?? "");
      at += 1;
      continue;
    }
    if (rest === "e" && phones.length > 1) break;
    if (/^c[eiy]/.test(rest)) phones.push("S");
    else if (/^(.)\1/.test(rest) && !/^(?:ee|oo)/.test(rest)) {
      at += 1;
      continue;
    } else {
      const [group, sound] = sounds.find(([start]) => rest.startsWith(start)) ?? [
        rest[0] ?? "",
        "",
      ];
      phones.push(sound);
      at += group.length;
      continue;
    }
    at += 1;
  }
  return phones.filter((phone) => phone !== "").join(" ");
}
