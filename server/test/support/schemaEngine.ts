import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  isDriverAdapterError,
  type SqlDriverAdapter,
} from "@prisma/driver-adapter-utils";
import {
  __wbg_set_wasm,
  SchemaEngine,
  type MigrationList,
} from "@prisma/schema-engine-wasm/schema_engine_bg";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import type { Pool } from "pg";
import { z } from "zod";
import { readMigrations } from "../../src/store/migrations.ts";

/*
 * Prisma's schema engine, which is what `prisma migrate` runs, in WebAssembly and over one of our own
 * pools. The package's main entry imports the .wasm file as a module; this does the same by hand.
 */

const filters = { externalTables: [], externalEnums: [] };
const Exports = z.looseObject({
  __wbindgen_start: z.custom<() => void>((f) => typeof f === "function"),
});

const loaded = load();

async function load(): Promise<void> {
  const path = fileURLToPath(
    import.meta.resolve("@prisma/schema-engine-wasm/schema_engine_bg").replace(/\.js$/, ".wasm"),
  );
  const module = await WebAssembly.compile(await readFile(path));
  const { exports } = await WebAssembly.instantiate(module, {
    "./schema_engine_bg.js": { ...bindings },
  });
  __wbg_set_wasm(exports);
  Exports.parse({ ...exports }).__wbindgen_start();
}

/** Works with the engine for a Prisma schema and the database behind the pool. */
async function withEngine<T>(
  schema: string,
  pool: Pool,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  await loaded;
  const factory = new PrismaPg(pool);
  const adapters: SqlDriverAdapter[] = [];
  const engine = await SchemaEngine.new(
    { datamodels: [["schema.prisma", schema]] },
    () => {},
    bindMigrationAwareSqlAdapterFactory({
      provider: factory.provider,
      adapterName: factory.adapterName,
      async connect() {
        const adapter = await factory.connect();
        adapters.push(adapter);
        return catalogAdapter(adapter, pool);
      },
      connectToShadowDb: () => factory.connectToShadowDb(),
    }),
  );
  try {
    return await work(engine);
  } finally {
    engine.free();
    for (const adapter of adapters) await adapter.dispose();
  }
}

/** The SQL that would make the database fit the schema; empty when it does. */
export async function drift(schema: string, pool: Pool): Promise<string> {
  const files = [{ path: "schema.prisma", content: schema }];
  const { stdout } = await withEngine(schema, pool, (engine) =>
    engine.diff({
      from: { tag: "schemaDatasource", files, configDir: "" },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: true,
      filters,
    }),
  );
  return (stdout ?? "").replace("-- This is an empty migration.", "").trim();
}

/** Runs what `prisma migrate deploy` runs; resolves with the names of the migrations it applied. */
export async function deploy(schema: string, pool: Pool, folder: string): Promise<string[]> {
  const migrationsList = await listMigrations(folder);
  const { appliedMigrationNames } = await withEngine(schema, pool, (engine) =>
    engine.applyMigrations({ migrationsList, filters }),
  );
  return appliedMigrationNames;
}

async function listMigrations(folder: string): Promise<MigrationList> {
  const migrations = await readMigrations(folder);
  return {
    baseDir: folder,
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
    shadowDbInitScript: "",
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: "migration.sql", content: { tag: "ok", value: sql } },
    })),
  };
}

/** The engine reads columns of the catalogue's own type "char", which the adapter does not know, and writes functions. */
function catalogAdapter(adapter: SqlDriverAdapter, pool: Pool): SqlDriverAdapter {
  const CHAR = 18;
  return {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    executeRaw: (query) => adapter.executeRaw(query),
    // The adapter cuts at every semicolon, also inside a function; the native engine sends it whole.
    executeScript: async (script) => {
      await pool.query(script);
    },
    startTransaction: (level) => adapter.startTransaction(level),
    getConnectionInfo: () => adapter.getConnectionInfo?.() ?? { supportsRelationJoins: true },
    dispose: () => adapter.dispose(),
    async queryRaw(query) {
      try {
        return await adapter.queryRaw(query);
      } catch (error) {
        const unknown = isDriverAdapterError(error) ? error.cause : null;
        if (unknown?.kind !== "UnsupportedNativeDataType" || unknown.type !== "char") throw error;
      }
      const { fields } = await pool.query({ text: query.sql, values: query.args });
      const columns = fields.map(({ name, dataTypeID }) =>
        dataTypeID === CHAR ? `"${name}"::text` : `"${name}"`,
      );
      const sql = `SELECT ${columns.join(", ")} FROM (${query.sql.replace(/;\s*$/, "")}) AS catalogue`;
      const result = await adapter.queryRaw({ ...query, sql });
      const columnTypes = result.columnTypes.map((type, index) =>
        fields[index]?.dataTypeID === CHAR ? ColumnTypeEnum.Character : type,
      );
      return { ...result, columnTypes };
    },
  };
}
