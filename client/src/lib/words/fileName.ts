/** A name under which a plan can be saved on any system. */
export function planFileName(title: string, version: number | null): string {
  const slug = title
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 80);
  return `${slug === "" ? "plan" : slug}${version === null ? "" : `-v${version}`}.md`;
}
