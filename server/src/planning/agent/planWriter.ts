import type { Plan, PlanMetadata, PlanVersion, Project, TakeawayKind } from "@voiceplan/protocol";
import { emptyMetadata } from "@voiceplan/protocol";
import { derivedId } from "../../lib/derivedId.ts";
import { Problem } from "../../lib/problem.ts";
import type { PlannerRequest, PlannerStep } from "../planner.ts";
import { keepSections } from "../keepSections.ts";
import { parsePlan } from "../planMarkdown.ts";
import type { PlanStore, ProjectStore } from "../planStore.ts";
import type { TakeawayStore } from "../takeawayStore.ts";

/** What a tool or a reply writes down; metadata that are left out stay as they were. */
export interface Writing {
  title?: string | undefined;
  markdown: string;
  changeSummary: string;
  metadata: Partial<PlanMetadata>;
  /** The sections that a revision is about: all others stay as they are. Null: all of it is meant. */
  sections?: readonly string[] | null | undefined;
}

/** What a turn may write to. */
export interface WriterStores {
  projects: ProjectStore;
  plans: PlanStore;
  takeaways: TakeawayStore;
}

/**
 * The writes of one turn. They are keyed by the message and their ordinal in the turn, so that a turn
 * that is done again finds what it wrote; and they move the turn's own focus along.
 */
export class PlanWriter {
  project: Project | null;
  plan: Plan | null;
  readonly #request: PlannerRequest;
  readonly #projects: ProjectStore;
  readonly #plans: PlanStore;
  readonly #takeaways: TakeawayStore;
  #writes = 0;
  #remembered = 0;

  constructor(request: PlannerRequest, { projects, plans, takeaways }: WriterStores) {
    this.#request = request;
    this.#projects = projects;
    this.#plans = plans;
    this.#takeaways = takeaways;
    this.project = request.focus.project;
    this.plan = request.focus.plan;
  }

  get #owner(): string {
    return this.#request.focus.ownerId;
  }

  #key(): string {
    this.#writes += 1;
    return `${this.#request.message.id}:${this.#writes}`;
  }

  async createProject(name: string, description: string): Promise<PlannerStep[]> {
    return this.#focus(await this.#newProject(name, description));
  }

  #newProject(name: string, description: string): Promise<Project> {
    const id = derivedId(this.#request.message.id, `project:${this.#key()}`);
    return this.#projects.create(this.#owner, { id, name, description });
  }

  /** Opens the project of that name. Throws `not_found` with the names there are. */
  async openProject(name: string): Promise<PlannerStep[]> {
    const all = await this.#projects.list(this.#owner);
    const wanted = name.trim().toLowerCase();
    const found =
      all.find((project) => project.name.toLowerCase() === wanted) ??
      all.find((project) => project.name.toLowerCase().includes(wanted));
    const project = found && (await this.#projects.find(this.#owner, found.id));
    if (project) return this.#focus(project);
    const names = all
      .slice(0, 20)
      .map((known) => known.name)
      .join(", ");
    throw new Problem(
      "not_found",
      `There is no project called ${name}. There are: ${names || "none"}.`,
    );
  }

  #focus(project: Project): PlannerStep[] {
    if (this.plan?.projectId !== project.id) this.plan = null;
    this.project = project;
    return [{ type: "project", project }];
  }

  /** The newest version of the open plan; null when no plan is open. */
  async current(): Promise<PlanVersion | null> {
    const plan = this.plan && (await this.#plans.find(this.#owner, this.plan.id));
    return plan && this.#plans.version(this.#owner, plan.id, plan.currentVersion);
  }

  /** A new plan with version 1, in the open project or in a new one named like it. */
  async create(writing: Writing): Promise<PlannerStep[]> {
    const title = this.#titleOf(writing);
    const project = this.project ?? (await this.#newProject(title.slice(0, 120), ""));
    const steps = project === this.project ? [] : this.#focus(project);
    const { plan, version } = await this.#plans.create(this.#owner, {
      projectId: project.id,
      title,
      ...this.#version(writing, emptyMetadata),
    });
    return [...steps, ...(await this.#saved(plan, version))];
  }

  /**
   * The next version of the open plan, in which a section that is not meant or reads as it did is byte
   * for byte as it was. Throws `not_found` when none is open.
   */
  async revise(writing: Writing): Promise<PlannerStep[]> {
    const current = await this.current();
    if (current === null)
      throw new Problem("not_found", "No plan is open. Write a new one with draft_plan.");
    const { sections = null } = writing;
    const markdown = keepSections(current.content, writing.markdown, sections);
    const { plan, version } = await this.#plans.addVersion(this.#owner, current.planId, {
      title: writing.title,
      ...this.#version({ ...writing, markdown }, current.metadata),
    });
    return this.#saved(plan, version);
  }

  /** How many decisions and lessons this turn has kept. */
  get remembered(): number {
    return this.#remembered;
  }

  /** Keeps what the person decided or learned. Throws `not_found` when no project is open. */
  async remember(kind: TakeawayKind, text: string): Promise<void> {
    if (this.project === null)
      throw new Problem("not_found", "No project is open, so there is nothing to remember it for.");
    const { focus, message } = this.#request;
    await this.#takeaways.remember(this.#owner, {
      ...{ projectId: this.project.id, kind, text },
      ...{ messageId: message.id, conversationId: focus.conversationId },
      sourceKey: this.#key(),
    });
    this.#remembered += 1;
  }

  async versions(): Promise<string> {
    if (this.plan === null)
      throw new Problem("not_found", "No plan is open, so there are no versions.");
    const all = await this.#plans.versions(this.#owner, this.plan.id);
    return all
      .slice(0, 30)
      .map(
        ({ number, changeSummary, author, createdAt }) =>
          `${number}. ${changeSummary} (${author}, ${createdAt})`,
      )
      .join("\n");
  }

  #titleOf({ title, markdown }: Writing): string {
    const given = title?.trim() ?? "";
    const named = given === "" ? (parsePlan(markdown).title ?? "") : given;
    return named === "" ? "Development plan" : named.slice(0, 200);
  }

  #version(writing: Writing, before: PlanMetadata) {
    const { estimatedHours, priority, dependencies, milestones } = writing.metadata;
    return {
      content: writing.markdown,
      metadata: {
        estimatedHours: estimatedHours ?? before.estimatedHours,
        priority: priority ?? before.priority,
        dependencies: dependencies ?? before.dependencies,
        milestones: milestones ?? before.milestones,
      },
      changeSummary: writing.changeSummary.slice(0, 300),
      author: "assistant" as const,
      conversationId: this.#request.focus.conversationId,
      sourceKey: this.#key(),
    };
  }

  /** Shows what is stored: after a crash that may be what was written the first time. */
  async #saved(plan: Plan, version: number): Promise<PlannerStep[]> {
    this.plan = plan;
    const stored = await this.#plans.version(this.#owner, plan.id, version);
    const markdown = stored?.content ?? "";
    return [
      { type: "draft", title: plan.title, markdown },
      { type: "saved", plan, version },
    ];
  }
}
