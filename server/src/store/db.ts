import type { Prisma, PrismaClient } from "./generated/client.ts";

/** The database, whichever it is. */
export type Db = PrismaClient;

/** The same inside `db.$transaction(async (tx) => …)`. */
export type Tx = Prisma.TransactionClient;
