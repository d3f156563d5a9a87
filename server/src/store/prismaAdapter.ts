import { PrismaPg } from "@prisma/adapter-pg";
import {
  DriverAdapterError,
  type SqlDriverAdapter,
  type SqlDriverAdapterFactory,
  type SqlQuery,
  type Transaction,
} from "@prisma/driver-adapter-utils";
import type { Pool } from "pg";
import { StatementNames } from "./statementNames.ts";

/**
 * Prisma's own adapter over a pool, with one thing put right: Postgres answers the COMMIT of a
 * transaction in which a statement has failed with a silent rollback. Here that is an error, so that
 * code which caught the statement's failure does not take the rest for written.
 */
export function prismaAdapter(pool: Pool): SqlDriverAdapterFactory {
  const names = new StatementNames();
  const factory = new PrismaPg(pool, { statementNameGenerator: ({ sql }) => names.nameOf(sql) });
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: async () => checked(await factory.connect()),
  };
}

function checked(adapter: SqlDriverAdapter): SqlDriverAdapter {
  return {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    queryRaw: (query) => adapter.queryRaw(query),
    executeRaw: (query) => adapter.executeRaw(query),
    executeScript: (script) => adapter.executeScript(script),
    startTransaction: async (level) =>
      new CheckedTransaction(await adapter.startTransaction(level)),
    getConnectionInfo: () => adapter.getConnectionInfo?.() ?? { supportsRelationJoins: true },
    dispose: () => adapter.dispose(),
  };
}

class CheckedTransaction implements Transaction {
  readonly provider;
  readonly adapterName;
  readonly options;
  readonly #inner: Transaction;
  #failed = false;

  constructor(inner: Transaction) {
    this.#inner = inner;
    this.provider = inner.provider;
    this.adapterName = inner.adapterName;
    this.options = inner.options;
  }

  queryRaw(query: SqlQuery) {
    return this.#watched(this.#inner.queryRaw(query));
  }

  async executeRaw(query: SqlQuery) {
    if (query.sql === "COMMIT" && this.#failed) {
      await this.#inner.executeRaw({ ...query, sql: "ROLLBACK" });
      throw new DriverAdapterError({
        kind: "postgres",
        code: "25P02",
        severity: "ERROR",
        message: "Nothing was committed, because a statement of the transaction has failed",
        detail: undefined,
        column: undefined,
        hint: undefined,
      });
    }
    return this.#watched(this.#inner.executeRaw(query));
  }

  commit() {
    return this.#inner.commit();
  }

  rollback() {
    return this.#inner.rollback();
  }

  async createSavepoint(name: string) {
    await this.#watched(this.#inner.createSavepoint?.(name) ?? Promise.resolve());
  }

  async rollbackToSavepoint(name: string) {
    await this.#inner.rollbackToSavepoint?.(name);
    this.#failed = false;
  }

  async releaseSavepoint(name: string) {
    await this.#watched(this.#inner.releaseSavepoint?.(name) ?? Promise.resolve());
  }

  async #watched<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      this.#failed = true;
      throw error;
    }
  }
}
