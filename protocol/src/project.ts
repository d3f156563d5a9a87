import { z } from "zod";
import { Id, Timestamp } from "./ids.ts";
import { PageQuery } from "./page.ts";
import { Text } from "./text.ts";

export const ProjectStatus = z.enum(["active", "paused", "completed", "archived"]);
export type ProjectStatus = z.infer<typeof ProjectStatus>;

export const ProjectName = Text().trim().min(1).max(120);

export const Project = z.object({
  id: Id,
  name: z.string(),
  description: z.string(),
  status: ProjectStatus,
  tags: z.array(z.string()),
  repositoryPath: z.string().nullable(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type Project = z.infer<typeof Project>;

/** A project in a list, with how many plans it has. */
export const ProjectSummary = Project.extend({ planCount: z.int() });
export type ProjectSummary = z.infer<typeof ProjectSummary>;

const fields = {
  name: ProjectName,
  description: Text().max(20_000),
  tags: z.array(Text().trim().min(1).max(60)).max(50),
  repositoryPath: Text().max(1000).nullable(),
};

export const CreateProject = z.object({
  id: Id.optional(),
  name: fields.name,
  description: fields.description.optional(),
  tags: fields.tags.optional(),
  repositoryPath: fields.repositoryPath.optional(),
});
export type CreateProject = z.infer<typeof CreateProject>;

/** What is left out stays as it is. */
export const UpdateProject = z.object({ ...fields, status: ProjectStatus }).partial();
export type UpdateProject = z.infer<typeof UpdateProject>;

export const ProjectSort = z.enum(["recent", "name", "plans"]);
export type ProjectSort = z.infer<typeof ProjectSort>;

/** Archived projects are listed only where `status` asks for them. */
export const ProjectQuery = PageQuery.extend({
  status: ProjectStatus.optional(),
  tag: Text().trim().min(1).max(60).optional(),
  q: Text().trim().max(200).optional().describe("Part of the name, the description or a tag."),
  since: Timestamp.optional().describe("Touched at this time or later."),
  sort: ProjectSort.default("recent"),
});
export type ProjectQuery = z.infer<typeof ProjectQuery>;
