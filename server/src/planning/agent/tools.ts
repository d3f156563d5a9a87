import {
  Milestone,
  PlanMarkdown,
  PlanTitle,
  Priority,
  ProjectName,
  TakeawayKind,
  TakeawayText,
} from "@voiceplan/protocol";
import { z } from "zod";
import type { ToolSpec } from "../../engines/chat/port.ts";
import { Problem } from "../../lib/problem.ts";
import type { PlannerStep } from "../planner.ts";
import { replaceSection } from "../planMarkdown.ts";
import type { PlanWriter } from "./planWriter.ts";

/** What a tool did, for the person (`steps`) and for the model (`report`). */
export interface ToolOutcome {
  steps: readonly PlannerStep[];
  report: string;
}

export interface Tool {
  spec: ToolSpec;
  /** Parses and runs. Throws a `ZodError` for wrong arguments, a `Problem` for what it refuses. */
  run(args: unknown, writer: PlanWriter): Promise<ToolOutcome>;
}

function tool<S extends z.ZodObject>(
  name: string,
  description: string,
  schema: S,
  run: (args: z.output<S>, writer: PlanWriter) => Promise<ToolOutcome>,
): Tool {
  const { $schema: _, ...parameters } = z.toJSONSchema(schema, { io: "input" });
  return {
    spec: { name, description, parameters },
    // async, so that wrong arguments are a rejection like every other failure
    run: async (args, writer) => run(schema.parse(args), writer),
  };
}

const metadata = {
  estimatedHours: z.number().min(0).max(100_000).nullish().describe("Hours of work"),
  priority: Priority.nullish(),
  dependencies: z.array(z.string().max(200)).max(50).nullish(),
  milestones: z.array(Milestone).max(50).nullish().describe("Dates are YYYY-MM-DD"),
};
type Given = z.output<z.ZodObject<typeof metadata>>;

const metadataOf = ({ estimatedHours, priority, dependencies, milestones }: Given) => ({
  estimatedHours: estimatedHours ?? undefined,
  priority: priority ?? undefined,
  dependencies: dependencies ?? undefined,
  milestones: milestones ?? undefined,
});

const changeSummary = z
  .string()
  .trim()
  .min(1)
  .max(300)
  .describe("What changes, in one short sentence");
const markdown = PlanMarkdown.min(1);
const SectionName = z.string().trim().min(1).max(200);

function saved(steps: readonly PlannerStep[]): ToolOutcome {
  const step = steps.find(({ type }) => type === "saved");
  const report =
    step?.type === "saved"
      ? `Saved "${step.plan.title}" as version ${step.version}. The person sees it; do not read it out.`
      : "Done.";
  return { steps, report };
}

export const tools: readonly Tool[] = [
  tool(
    "create_project",
    "Creates a project and opens it.",
    z.object({ name: ProjectName, description: z.string().max(2000).optional() }),
    async ({ name, description }, writer) => ({
      steps: await writer.createProject(name, description ?? ""),
      report: `The project ${name} is open.`,
    }),
  ),
  tool(
    "open_project",
    "Opens an existing project by its name.",
    z.object({ name: ProjectName }),
    async ({ name }, writer) => {
      const steps = await writer.openProject(name);
      return { steps, report: `The project ${writer.project?.name ?? name} is open.` };
    },
  ),
  tool(
    "draft_plan",
    "Writes a new development plan and saves it as version 1. Creates a project when none is open.",
    z.object({ title: PlanTitle, markdown, changeSummary: changeSummary.optional(), ...metadata }),
    async ({ title, markdown: text, changeSummary: summary, ...rest }, writer) =>
      saved(
        await writer.create({
          title,
          markdown: text,
          changeSummary: summary ?? "First version",
          metadata: metadataOf(rest),
        }),
      ),
  ),
  tool(
    "revise_plan",
    "Replaces the text of the open plan, or of several of its sections, and saves it as the next version.",
    z.object({
      title: PlanTitle.optional(),
      markdown: markdown.describe("The plan with its sections; those that stay may be left out"),
      sections: z
        .array(SectionName)
        .max(100)
        .nullish()
        .describe(
          "The sections that change, are new or are removed. All others stay as they are, whatever the markdown says. Left out: the whole plan is written anew.",
        ),
      changeSummary,
      ...metadata,
    }),
    async ({ title, markdown: text, sections, changeSummary: summary, ...rest }, writer) =>
      saved(
        await writer.revise({
          title,
          markdown: text,
          sections,
          changeSummary: summary,
          metadata: metadataOf(rest),
        }),
      ),
  ),
  tool(
    "revise_section",
    "Replaces what stands under one heading of level two or three of the open plan, or adds a section, and saves the next version. Everything else stays as it is.",
    z.object({
      section: SectionName.describe("The heading's whole text"),
      content: PlanMarkdown.describe("The new text under it, without the heading"),
      changeSummary,
      ...metadata,
    }),
    async ({ section, content, changeSummary: summary, ...rest }, writer) => {
      const current = await writer.current();
      if (current === null)
        throw new Problem("not_found", "No plan is open. Write a new one with draft_plan.");
      const text = replaceSection(current.content, section, content);
      return saved(
        await writer.revise({ markdown: text, changeSummary: summary, metadata: metadataOf(rest) }),
      );
    },
  ),
  tool(
    "save_plan",
    "Confirms that the open plan is saved. Drafts and revisions save themselves.",
    z.object({}),
    async (_, writer) => {
      const current = await writer.current();
      if (current === null)
        throw new Problem("not_found", "There is no plan yet. Write it with draft_plan.");
      return { steps: [], report: `It is saved already, as version ${current.number}.` };
    },
  ),
  tool(
    "remember",
    "Remembers a decision that the person has made, or a lesson that they have learned, for the open project.",
    z.object({
      kind: TakeawayKind,
      text: TakeawayText.describe("One short sentence, in the person's own words"),
    }),
    async ({ kind, text }, writer) => {
      await writer.remember(kind, text);
      return { steps: [], report: "It is remembered. The person sees it; go on." };
    },
  ),
  tool(
    "list_versions",
    "Lists the versions of the open plan, newest first.",
    z.object({}),
    async (_, writer) => ({
      steps: [],
      report: await writer.versions(),
    }),
  ),
];
