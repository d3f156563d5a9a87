import { randomUUID } from "node:crypto";
import type { PlanTemplate } from "@voiceplan/protocol";
import { Problem } from "../lib/problem.ts";
import type { Db } from "../store/db.ts";
import type { PlanTemplate as Row } from "../store/generated/client.ts";
import { begin } from "./guided/interview.ts";
import { parsePlan } from "./planMarkdown.ts";
import type { Template } from "./templates/template.ts";
import { templates } from "./templates/templates.ts";

export interface NewTemplate {
  title: string;
  description: string;
  content: string;
}

/** The kinds of plans to begin with: ours, and those that a person made of plans of theirs. */
export class PlanTemplates {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  /** Ours first, then the person's own in the order in which they were made. */
  async list(ownerId: string): Promise<PlanTemplate[]> {
    const where = { ownerId };
    const rows = await this.#db.planTemplate.findMany({ where, orderBy: { createdAt: "asc" } });
    return [...templates.map(ofOurs), ...rows.map(ofPerson)];
  }

  /** Throws `not_found`. */
  async get(ownerId: string, id: string): Promise<PlanTemplate> {
    const found = (await this.list(ownerId)).find((template) => template.id === id);
    if (!found) throw noTemplate();
    return found;
  }

  async create(ownerId: string, template: NewTemplate): Promise<PlanTemplate> {
    const data = { id: randomUUID(), ownerId, ...template, content: unchecked(template.content) };
    return ofPerson(await this.#db.planTemplate.create({ data }));
  }

  /** Only a person's own can be deleted. Throws `not_found`. */
  async delete(ownerId: string, id: string): Promise<void> {
    const { count } = await this.#db.planTemplate.deleteMany({ where: { id, ownerId } });
    if (count === 0) throw noTemplate();
  }
}

function ofOurs(template: Template): PlanTemplate {
  const { id, title, summary, sections, questions, example } = template;
  return {
    id,
    title,
    description: summary,
    isOwn: false,
    sections: [...sections],
    questions: questions.map(({ ask, fills, example: answer }) => ({
      ask: ask.replaceAll("{thing}", "it"),
      fills,
      example: answer,
    })),
    example: begin(example, new Date()).draft?.markdown ?? "",
  };
}

function ofPerson({ id, title, description, content }: Row): PlanTemplate {
  const sections = parsePlan(content).sections.map((section) => section.title);
  const own = { isOwn: true, questions: [], example: content };
  return { id, title, description, sections: sections.filter((name) => name !== ""), ...own };
}

/** Whoever begins with it has done none of it yet. */
function unchecked(markdown: string): string {
  return markdown.replace(/^(\s*[-*+] )\[[xX]\]/gm, "$1[ ]");
}

function noTemplate(): Problem {
  return new Problem("not_found", "There is no such template.");
}
