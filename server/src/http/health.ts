import type { SystemReport } from "@voiceplan/protocol";
import { Router } from "express";
import type { Metrics } from "../lib/metrics.ts";
import { Problem } from "../lib/problem.ts";
import type { Store } from "../store/open.ts";

/** Whether the process lives, whether it can serve, and with what. */
export function healthRoutes(
  store: Store,
  metrics: Metrics,
  system: () => Promise<SystemReport>,
): Router {
  const router = Router();
  router.get("/healthz", (_request, response) => {
    response.json({ status: "ok" });
  });
  router.get("/readyz", async (_request, response) => {
    try {
      await store.ping();
    } catch (error) {
      throw new Problem("unavailable", "The database does not answer.", {
        retryable: true,
        cause: error,
      });
    }
    const engines: Record<string, string | null> = {};
    for (const [role, { engine }] of Object.entries((await system()).engines))
      engines[role] = engine;
    response.json({ status: "ready", database: store.kind, engines });
  });
  router.get("/metrics", async (_request, response) => {
    response.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
  router.get("/api/system", async (_request, response) => {
    response.json(await system());
  });
  return router;
}
