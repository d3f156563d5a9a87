import type { Project, Source } from "@voiceplan/protocol";
import type { Recollection } from "../recall.ts";

/** What is said about something that was planned or said before, and what it goes back to. */
export interface FromThePast {
  say: string;
  sources: readonly Source[];
}

const question =
  /^(?:(?:so|and|ok|okay|well|hey),? )*(?:what|which|when|why|how|where|who|did|have|do you|can you (?:remember|recall|tell)|remind|remember|tell me what)\b/i;
const past =
  /\b(?:did|decid\w*|decision\w*|agreed?|chose|said|planned|discuss\w*|remember|recall|remind|before|last|ago|previous\w*|earlier|used|learn\w*|lesson\w*)\b/i;

/** Whether a message asks what was planned, decided or said before. */
export function asksAboutThePast(text: string): boolean {
  const plain = text.trim();
  return question.test(plain) && past.test(plain);
}

const LONGEST = 220;

/** Where it stands; a project that is called like its plan need not be named. */
const placeOf = ({ source: { title }, project }: Recollection): string =>
  project === title ? "" : ` in ${project ?? "another project"}`;

/** The best of what is remembered, said for the ear; null where nothing is. */
export function answerFromThePast(recollections: readonly Recollection[]): FromThePast | null {
  const [best] = recollections;
  if (best === undefined) return null;
  const { source, project, text } = best;
  const words = sentencesOf(text);
  const sources = [source];
  switch (source.kind) {
    case "plan":
      return {
        sources,
        say: `The plan ${source.title}${placeOf(best)} says: ${words}`,
      };
    case "project":
      return { sources, say: `Of the project ${source.title} I know: ${words}` };
    case "decision":
      return { sources, say: `In ${project ?? "another project"} it was decided: ${words}` };
    case "lesson":
      return { sources, say: `In ${project ?? "another project"} it was learned: ${words}` };
    case "message":
    case "conversation":
      return {
        sources,
        say: `In a conversation${project === null ? "" : ` on ${project}`} it was said: ${words}`,
      };
  }
}

/** A plan of another project that is about the same, with a lesson from there; null where there is none. */
export function similarPlan(
  recollections: readonly Recollection[],
  open: Project | null,
): FromThePast | null {
  const similar = recollections.find(
    ({ source }) => source.kind === "plan" && source.projectId !== open?.id,
  );
  if (similar === undefined) return null;
  const { source, at } = similar;
  const month = at.toLocaleDateString("en", { month: "long", year: "numeric", timeZone: "UTC" });
  const say = `You planned something like it before: ${source.title}${placeOf(similar)}, in ${month}.`;
  const lesson = recollections.find(
    (one) => one.source.kind === "lesson" && one.source.projectId === source.projectId,
  );
  if (lesson === undefined) return { sources: [source], say };
  const learned = `${say} There it was learned: ${sentencesOf(lesson.text)}`;
  return { sources: [source, lesson.source], say: learned };
}

/** The first sentences of a passage, without the marks of Markdown. */
function sentencesOf(markdown: string): string {
  const plain = markdown
    .split("\n")
    .map((line) =>
      line
        .replace(/^\s*(?:[-*+]|\d+\.)\s+(?:\[[ xX]\]\s+)?/, "")
        .replace(/[*_`#>|]+/g, "")
        .trim(),
    )
    .filter((line) => line !== "")
    .map((line) => (/[.!?:;]$/.test(line) ? line : `${line}.`))
    .join(" ");
  if (plain.length <= LONGEST) return plain;
  const end = plain.slice(0, LONGEST).lastIndexOf(". ");
  return end > 60
    ? plain.slice(0, end + 1)
    : `${plain
        .slice(0, LONGEST)
        .replace(/\s+\S*$/, "")
        .toWellFormed()} …`;
}
