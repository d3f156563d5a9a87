import type { Vocabulary } from "../engines/stt/port.ts";
import type { CommandServices } from "../commands/command.ts";
import type { ConversationContext } from "./context.ts";

const MAX_TERMS = 120;

/** What the recogniser may expect in this conversation: project names, and the open project's words. */
export async function vocabularyOf(
  context: ConversationContext,
  { projects, plans }: CommandServices,
): Promise<Vocabulary> {
  const names = await projects.names(context.ownerId);
  const { project, plan } = context;
  if (!project) return { projects: names, terms: [] };
  const version = plan && (await plans.version(context.ownerId, plan.id, plan.currentVersion));
  const terms = [project.name, ...project.tags, ...(plan ? [plan.title] : [])];
  return {
    projects: names,
    terms: [...terms, ...termsOf(version?.content ?? "")].slice(0, MAX_TERMS),
  };
}

/**
 * The words of a plan that a recogniser could not guess: names, acronyms, identifiers, and whatever
 * else is not plain lower case in the middle of a sentence. The most frequent first.
 */
export function termsOf(markdown: string): string[] {
  const counts = new Map<string, number>();
  for (const match of markdown.matchAll(/(?<=[\p{L},;:)] )[\p{L}][\p{L}\p{N}_.-]*[\p{L}\p{N}]/gu)) {
    const [word] = match;
    if (/[\p{Lu}\p{N}_]/u.test(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([word]) => word);
}
