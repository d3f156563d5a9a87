import { z } from "zod";
import { Id, Timestamp } from "./ids.ts";
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

export const CreateProject = z.object({
  id: Id.optional(),
  name: ProjectName,
  description: Text().max(20_000).optional(),
  tags: z.array(Text().trim().min(1).max(60)).max(50).optional(),
  repositoryPath: Text().max(1000).nullable().optional(),
});
export type CreateProject = z.infer<typeof CreateProject>;
