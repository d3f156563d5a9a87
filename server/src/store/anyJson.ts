import { Prisma } from "./generated/client.ts";

/** For a `where`: the JSON column holds something, and neither kind of null. */
export const anyJson = { not: Prisma.AnyNull } as const;
