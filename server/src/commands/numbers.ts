const small =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const tens = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const ordinals = "first second third fourth fifth sixth seventh eighth ninth tenth".split(" ");

/** The whole number that words or digits say: "12", "twelve", "twenty one", "second"; null: none. */
export function wholeNumber(text: string): number | null {
  const words = text
    .trim()
    .toLowerCase()
    .split(/[\s-]+/);
  const [first = "", second] = words;
  if (/^\d{1,6}(?:st|nd|rd|th)?$/.test(first))
    return second === undefined ? Number.parseInt(first, 10) : null;
  const ordinal = ordinals.indexOf(first);
  if (ordinal >= 0) return second === undefined ? ordinal + 1 : null;
  const unit = second === undefined ? 0 : small.indexOf(second);
  if (words.length > 2 || unit < 0 || unit > 9) return null;
  const ten = tens.indexOf(first);
  if (ten >= 0) return (ten + 2) * 10 + unit;
  const alone = second === undefined ? small.indexOf(first) : -1;
  return alone < 0 ? null : alone;
}
