import type { Tx } from "./db.ts";

/** Makes other writers of the row wait until this transaction is over. */
export async function lockRow(tx: Tx, table: "projects" | "dev_plans", id: string): Promise<void> {
  if (table === "projects")
    await tx.$queryRaw`SELECT 1 FROM projects WHERE id = ${id}::uuid FOR UPDATE`;
  else await tx.$queryRaw`SELECT 1 FROM dev_plans WHERE id = ${id}::uuid FOR UPDATE`;
}
