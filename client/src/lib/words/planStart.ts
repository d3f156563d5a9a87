/** What a new plan begins with: its title, and below it what the example has below its own. */
export function planStart(title: string, example: string | null): string {
  const rest = example?.replace(/^\s*# .*\n?/, "") ?? "";
  return `# ${title}\n${rest === "" || rest.startsWith("\n") ? "" : "\n"}${rest}`;
}
