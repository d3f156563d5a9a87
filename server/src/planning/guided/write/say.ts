import type { Project } from "@voiceplan/protocol";
import { sentence } from "../../templates/wording.ts";
import type { WrittenPlan } from "./renderPlan.ts";

const small = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"];

/** What is said once the first version is there. */
export function saySaved(
  plan: WrittenPlan,
  project: Project,
  created: boolean,
  version: number,
): string {
  const named = project.name === plan.title ? "of that name" : `called ${project.name}`;
  const where = created ? `in a new project ${named}` : `in the project ${project.name}`;
  const list = /^## Open questions\n([\s\S]*?)(?=^## |(?![\s\S]))/m.exec(plan.markdown)?.[1] ?? "";
  const open = list.split("\n").filter((line) => line.startsWith("- ")).length;
  const questions =
    open === 0
      ? ""
      : ` ${small[open] ?? open} ${open === 1 ? "question is" : "questions are"} still open in it.`;
  return `I saved ${plan.title} as version ${version}, ${where}.${questions} Tell me when something changes.`;
}

/** What is said after a change: its summary without marks, shortened for the ear, and the version. */
export function sayRevised(summary: string, version: number): string {
  const plain = summary.replace(/[*_`#[\]]/g, "").replace(/\s+/g, " ");
  const short =
    plain.length <= 140 ? plain : `${plain.slice(0, 137).replace(/\s+\S*$/, "")} and so on`;
  return `${sentence(short)} That is version ${version}.`;
}
