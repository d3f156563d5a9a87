import type { SystemReport } from "@voiceplan/protocol";
import express, { type Express } from "express";
import type { Log } from "../lib/log.ts";
import type { Metrics } from "../lib/metrics.ts";
import type { Store } from "../store/open.ts";
import { api, type ApiServices } from "./api.ts";
import { healthRoutes } from "./health.ts";
import { pages } from "./pages.ts";
import { answerProblems, noSuchPath } from "./problems.ts";
import { refuseBrokenText } from "./refuseBrokenText.ts";
import { refuseOtherSites } from "./refuseOtherSites.ts";
import { securityHeaders } from "./securityHeaders.ts";

export interface AppServices extends ApiServices {
  store: Store;
  metrics: Metrics;
  system: () => Promise<SystemReport>;
  /** Folder of the built client. */
  clientFolder: string;
  log: Log;
}

const MAX_JSON = "2mb";

/** Everything that is served over HTTP. */
export function createApp(services: AppServices): Express {
  const { store, metrics, system, log } = services;
  const app = express();
  app.disable("x-powered-by");
  app.set("query parser", "simple");
  app.use(securityHeaders);
  app.use(healthRoutes(store, metrics, system));
  app.use("/api", refuseOtherSites, express.json({ limit: MAX_JSON, verify: refuseBrokenText }));
  app.use(api(services));
  app.use("/api", noSuchPath);
  app.use(pages(services.clientFolder));
  app.use(answerProblems(log));
  return app;
}
