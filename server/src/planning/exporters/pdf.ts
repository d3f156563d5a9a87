import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { z } from "zod";
import type { Exporter } from "./exporter.ts";
import { factsOf } from "./facts.ts";

/** A document for printing. It is laid out in a thread of its own: a long plan takes a second. */
export const pdf: Exporter = {
  format: "pdf",
  mediaType: "application/pdf",
  extension: "pdf",
  async write({ plan, version }) {
    const { title } = plan;
    const workerData = { title, facts: factsOf(plan, version), markdown: version.content };
    const worker = new Worker(new URL("./pdfWorker.ts", import.meta.url), { workerData });
    try {
      const [file] = z.tuple([z.instanceof(Uint8Array)]).parse(await once(worker, "message"));
      return file;
    } finally {
      await worker.terminate();
    }
  },
};
