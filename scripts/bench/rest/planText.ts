const verbs = "Export Import Move Measure Replace Protect Index Notify Archive Translate".split(
  " ",
);
const things =
  "invoices customers orders labels sessions uploads reports backups permissions messages".split(
    " ",
  );
const places = "the portal|the app|the warehouse|the shop|the office|the API|every tenant".split(
  "|",
);
const reasons =
  "before the audit|without downtime|for the accountants|within a second|after the release".split(
    "|",
  );

type Random = () => number;

function pick(words: readonly string[], random: Random): string {
  return words[Math.floor(random() * words.length)] ?? "";
}

/** "Export invoices of the portal". */
export function titleText(random: Random): string {
  return `${pick(verbs, random)} ${pick(things, random)} of ${pick(places, random)}`;
}

/** The versions of a plan of about two kilobytes: each has a task more than the one before. */
export function planTexts(title: string, versions: number, random: Random): string[] {
  const line = (): string =>
    `${titleText(random)} ${pick(reasons, random)}, with number ${Math.floor(random() * 1e6)}`;
  const lines = (count: number, mark: string): string =>
    Array.from({ length: count }, () => `${mark}${line()}`).join("\n");
  const head = [
    `# ${title}`,
    `## Overview\n\n${line()}. ${line()}.`,
    `## Goals\n\n${lines(3, "- ")}`,
    `## Approach\n\n${lines(4, "- [x] ")}`,
  ].join("\n\n");
  const foot = `## Testing\n\n${lines(2, "- [ ] ")}\n\n## Risks\n\n${lines(2, "- ")}\n`;
  const tasks = Array.from({ length: versions }, () => `- [ ] ${line()}\n`);
  return tasks.map((_, at) => `${head}\n${tasks.slice(0, at + 1).join("")}\n${foot}`);
}
