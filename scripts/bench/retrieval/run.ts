import { createLog } from "../../../server/src/lib/log.ts";
import { NgramEmbeddings } from "../../../server/src/engines/embedding/ngrams.ts";
import type { Embeddings } from "../../../server/src/engines/embedding/port.ts";
import { Embedder } from "../../../server/src/memory/embedder.ts";
import { Indexer } from "../../../server/src/memory/indexer.ts";
import type { Db } from "../../../server/src/store/db.ts";
import { openEmbedded } from "../../../server/src/store/embedded.ts";
import { openStore } from "../../../server/src/store/open.ts";
import { SignsAtHand } from "../../../server/src/store/memory/signsAtHand.ts";
import { openServer } from "../../../server/src/store/server.ts";
import { upkeep } from "../../../server/src/store/upkeep.ts";
import {
  prepareTestDatabase,
  type PreparedDatabase,
} from "../../../server/test/support/database.ts";
import { say } from "../../lib/report.mjs";
import { Growing } from "./fill.ts";
import { askedOf, findAll, findAllByGraph, own, type Found, type GraphFound } from "./found.ts";
import { LatentEmbeddings } from "./latentEmbeddings.ts";
import { measureParts, measureRecall, type Timed } from "./measure.ts";

export interface Size {
  model: string;
  passages: number;
  /** Passages that were read, embedded and written in a second, since the size before. */
  perSecond: number;
  /** To read the signs of all passages into the memory of the process. */
  heldInMs: number;
  found: Found;
  /** Null on the embedded database, which makes no graphs of what is current. */
  foundByGraph: GraphFound | null;
  recall: Timed[];
  parts: Timed[];
}

export interface RetrievalSummary {
  database: "embedded" | "server";
  sizes: Size[];
}

/** The embedded database would write more of them, with three times as many dimensions, for hours. */
const MOST_OF_A_PROVIDER_EMBEDDED = 10_000;

/** Lets a memory grow to each of the sizes in a database of its own, and measures it there. */
export async function runRetrieval(
  databaseUrl: string | null,
  passages: readonly number[],
): Promise<RetrievalSummary> {
  const sizes: Size[] = [];
  const ofProvider =
    databaseUrl === null
      ? passages.filter((count) => count <= MOST_OF_A_PROVIDER_EMBEDDED)
      : passages;
  for (const [engine, counts] of [
    [new NgramEmbeddings(), passages],
    [new LatentEmbeddings(), ofProvider],
  ] as const) {
    const { address, remove } = await prepareTestDatabase(databaseUrl);
    try {
      sizes.push(...(await measureSizes(address, engine, counts)));
    } finally {
      await remove();
    }
  }
  return { database: databaseUrl === null ? "embedded" : "server", sizes };
}

async function measureSizes(
  address: PreparedDatabase["address"],
  engine: Embeddings,
  passages: readonly number[],
): Promise<Size[]> {
  const embedder = new Embedder(engine, engine);
  const growing = new Growing();
  const sizes: Size[] = [];
  for (const size of passages) {
    say(`${engine.name}: ${size} passages`);
    const perSecond = await withStore(address, (db) =>
      growing.growTo(size, db, new Indexer(db, embedder, createLog("warn"))),
    );
    await keepUp(address);
    const measured = await withStore(address, async (db) => {
      const asked = await askedOf(db, embedder, growing);
      const signs = new SignsAtHand(db, createLog("warn"));
      const startedAt = performance.now();
      for (const { model, vector } of asked.slice(0, 1)) {
        await signs.hold({ ...own, model, dimensions: vector.length });
      }
      const heldInMs = performance.now() - startedAt;
      const recall = await measureRecall(db, embedder, signs, growing);
      const parts = await measureParts(db, embedder, signs, growing);
      const found = await findAll((embedding) => signs.find(own, embedding), asked);
      const hasGraphs = address.databaseUrl !== null;
      const foundByGraph = hasGraphs ? await findAllByGraph(db, asked, engine.model) : null;
      return { heldInMs, recall, parts, found, foundByGraph };
    });
    sizes.push({ model: engine.name, passages: growing.passages, perSecond, ...measured });
  }
  return sizes;
}

async function withStore<T>(
  address: PreparedDatabase["address"],
  work: (db: Db) => Promise<T>,
): Promise<T> {
  const store = await openStore({ ...address, log: createLog("warn") });
  try {
    return await work(store.db);
  } finally {
    await store.close();
  }
}

/** Statistics and vacuum, at once: a server comes to it by itself, the embedded database every minute. */
async function keepUp({ databaseUrl, dataDir }: PreparedDatabase["address"]): Promise<void> {
  const log = createLog("warn");
  const connections =
    databaseUrl === null ? await openEmbedded(dataDir, log) : await openServer(databaseUrl, log);
  try {
    await upkeep(connections.pool);
  } finally {
    await connections.close();
  }
}
