import { z } from "zod";

/** What goes to the worker: whole windows of one stream, or that the stream is over. */
const SileroJob = z.union([
  z.object({ stream: z.int(), samples: z.instanceof(Int16Array<ArrayBuffer>) }),
  z.object({ stream: z.int(), closed: z.literal(true) }),
]);
export type SileroJob = z.infer<typeof SileroJob>;
export const SileroJobs = z.array(SileroJob);

/** What comes back: the probability of each window of the stream's last job. */
export const SileroAnswers = z.array(
  z.object({ stream: z.int(), probabilities: z.array(z.number()) }),
);
export type SileroAnswer = z.infer<typeof SileroAnswers>[number];
