import { z } from "zod";
import { Id } from "./ids.ts";
import { SearchKind } from "./search.ts";

/** Something planned or said before that a reply goes back to, and where it is opened. */
export const Source = z.object({
  kind: SearchKind,
  id: Id,
  title: z.string(),
  projectId: Id.nullable(),
  /** A path on this server. */
  url: z.string(),
});
export type Source = z.infer<typeof Source>;
