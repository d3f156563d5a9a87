import { z } from "zod";

/** `?limit=&cursor=` of every list. */
export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50).describe("At most so many items."),
  cursor: z
    .string()
    .max(400)
    .nullable()
    .default(null)
    .describe("The `nextCursor` of the page before."),
});
export type PageQuery = z.infer<typeof PageQuery>;

/** A part of a list; `nextCursor` asks for the next part and is null in the last one. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}
