import { z } from "zod";
import { Id } from "./ids.ts";

export const Role = z.enum(["user", "assistant"]);
export type Role = z.infer<typeof Role>;

export const Modality = z.enum(["voice", "text"]);
export type Modality = z.infer<typeof Modality>;

/** What was said by either side. An assistant's message has the id of its reply. */
export const Message = z.object({
  id: Id,
  role: Role,
  content: z.string(),
  modality: Modality,
});
export type Message = z.infer<typeof Message>;
