import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** One folder of `prisma/migrations`. */
export interface Migration {
  name: string;
  sql: string;
  /** SHA-256 of the file, in hex, as Prisma records it. */
  checksum: string;
}

/** Where the migrations of this product are. */
export const migrationsFolder = fileURLToPath(
  new URL("../../../prisma/migrations", import.meta.url),
);

/** The migrations in a folder of Prisma's format, in the order in which they apply. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.toSorted().map(async (name) => {
      const file = await readFile(join(folder, name, "migration.sql"));
      const checksum = createHash("sha256").update(file).digest("hex");
      return { name, sql: file.toString("utf8"), checksum };
    }),
  );
}
