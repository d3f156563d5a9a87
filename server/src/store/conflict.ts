import { Prisma } from "./generated/client.ts";

const ATTEMPTS = 5;
const UNIQUE_VIOLATION = "P2002";
const WRITE_CONFLICT = "P2034";

/**
 * Runs a transaction again when it lost against another: the other wrote the same key first, or the
 * database gave up on one of two that waited for each other. `work` must look before it writes.
 */
export async function repeatOnConflict<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === ATTEMPTS || !isConflict(error)) throw error;
    }
  }
}

function isConflict(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  return error.code === UNIQUE_VIOLATION || error.code === WRITE_CONFLICT;
}
