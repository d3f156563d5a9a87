import { randomUUID } from "node:crypto";
import type { Db } from "../../src/store/db.ts";
import { replaceChunks, type NewChunk } from "../../src/store/memory/chunks.ts";
import { writeEmbeddings } from "../../src/store/memory/embeddings.ts";

const OF_ONE_SOURCE = 100;

interface Of {
  ownerId: string;
  projectId: string;
}

/** Passages that say nothing, and have vectors of a model. */
export class PassagesOf {
  readonly #db: Db;
  readonly #model: string;

  constructor(db: Db, model: string) {
    this.#db = db;
    this.#model = model;
  }

  /** A passage of the project for each vector; resolves with their ids, in the same order. */
  async write(of: Of, vectors: readonly Float32Array[]): Promise<string[]> {
    const ids: string[] = [];
    for (let from = 0; from < vectors.length; from += OF_ONE_SOURCE) {
      const some = vectors.slice(from, from + OF_ONE_SOURCE);
      const source = { kind: "project", id: randomUUID() };
      const chunks = some.map((_, place) => chunk(of, source.id, place));
      await this.#db.$transaction((tx) => replaceChunks(tx, source, chunks, { keepsOld: false }));
      const rows = await this.#db.memoryChunk.findMany({
        where: { sourceId: source.id },
        orderBy: { place: "asc" },
      });
      const embedded = rows.flatMap(({ id }, at) => {
        const vector = some[at];
        return vector ? [{ id, vector }] : [];
      });
      await writeEmbeddings(this.#db, this.#model, embedded);
      ids.push(...rows.map(({ id }) => id));
    }
    return ids;
  }
}

function chunk(of: Of, sourceId: string, place: number): NewChunk {
  return {
    ...{ ownerId: of.ownerId, projectId: of.projectId, planId: null, conversationId: null },
    ...{ sourceKind: "project", sourceId, place, version: null },
    ...{ title: "", heading: "", content: `${place}`, hash: randomUUID() },
    ...{ titleWords: "", headingWords: "", words: "", at: new Date(0).toISOString() },
  };
}
