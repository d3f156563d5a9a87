import { z } from "zod";

/** What goes to the worker. `id` comes back with the answer. */
export const FliteJob = z.object({
  id: z.int(),
  text: z.string(),
  voice: z.string(),
  rate: z.number(),
});
export type FliteJob = z.infer<typeof FliteJob>;

/** What comes back: samples, or what went wrong. */
export const FliteAnswer = z.union([
  z.object({
    id: z.int(),
    samples: z.instanceof(Int16Array<ArrayBuffer>),
    sampleRate: z.int(),
  }),
  z.object({ id: z.int(), failed: z.string() }),
]);
export type FliteAnswer = z.infer<typeof FliteAnswer>;
