import { z } from "zod";
import { Id } from "./ids.ts";
import { PageQuery } from "./page.ts";
import { Text } from "./text.ts";

/** A project, a plan or a message in which all words were found, with some of the text around them. */
export const SearchHit = z.object({
  kind: z.enum(["project", "plan", "message"]),
  id: Id,
  /** The project's name or the plan's title; of a message, the name of its conversation's project. */
  title: z.string(),
  excerpt: z.string(),
  projectId: Id.optional(),
  planId: Id.optional(),
  conversationId: Id.optional(),
});
export type SearchHit = z.infer<typeof SearchHit>;

export const SearchQuery = PageQuery.extend({
  q: Text().trim().min(1).max(200).describe("Words, all of which are to be found."),
});
