const words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/** "one project", "two projects", "12 projects". */
export function countOf(count: number, thing: string): string {
  return `${words[count] ?? String(count)} ${thing}${count === 1 ? "" : "s"}`;
}

/** At most three of them, for the ear: "A", "A and B", "A, B and C". */
export function spokenList(items: readonly string[], joint: "and" | "or" = "and"): string {
  const told = items.slice(0, 3);
  const last = told.at(-1) ?? "";
  return told.length < 2 ? last : `${told.slice(0, -1).join(", ")} ${joint} ${last}`;
}
