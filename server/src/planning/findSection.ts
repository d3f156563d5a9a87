import type { PlanSection } from "@voiceplan/protocol";

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/\b(?:the|a|an|our|my|plan|section|part|chapter)\b/g, " ")
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
const stem = (word: string): string => word.replace(/(?:ings?|s|ed)$/, "");

const aliases: Record<string, string> = {
  tests: "testing",
  test: "testing",
  qa: "testing",
  deployment: "rollout",
  deploy: "rollout",
  release: "rollout",
  launch: "rollout",
  dates: "milestones",
  deadlines: "milestones",
  steps: "approach",
  tasks: "approach",
  implementation: "approach",
  phases: "approach",
  summary: "overview",
  introduction: "overview",
  requirements: "scope",
  questions: "open questions",
  remarks: "notes",
};

/** The section that somebody means by a name, by spelling, by stem, or by another word for it. */
export function findSection(
  plan: { readonly sections: readonly PlanSection[] },
  name: string,
): PlanSection | null {
  const wanted = plain(name);
  if (wanted === "") return null;
  const alias = aliases[wanted];
  const titled = (test: (title: string) => boolean): PlanSection | undefined =>
    plan.sections.find(({ title }) => title !== "" && test(plain(title)));
  return (
    titled((title) => title === wanted) ??
    titled((title) => title === alias) ??
    titled(
      (title) => title.split(" ").map(stem).join(" ") === wanted.split(" ").map(stem).join(" "),
    ) ??
    titled(
      (title) =>
        wanted.length > 3 &&
        (` ${title} `.includes(` ${wanted} `) || ` ${wanted} `.includes(` ${title} `)),
    ) ??
    null
  );
}
