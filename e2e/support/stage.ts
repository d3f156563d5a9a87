import type { Browser } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import {
  startServer,
  type Environment,
  type TestServer,
} from "../../server/test/support/serverProcess.ts";
import { launchChromium } from "./chromium.ts";
import { visit, type Visit, type VisitOptions } from "./visit.ts";

/** What several tests have in common: a browser, and a server. */
export interface Stage {
  readonly browser: Browser;
  readonly server: TestServer;
  readonly url: string;
  /** Somebody comes to the server with this browser, in a fresh profile. */
  visit: (options?: VisitOptions) => Promise<Visit>;
}

/** Call it where tests are described: it is there from before the first of them to after the last. */
export function setStage(environment: Environment = {}): Stage {
  let started: readonly [Browser, TestServer] | undefined;
  const there = (): readonly [Browser, TestServer] => {
    if (!started) throw new Error("The stage is there once the tests have begun.");
    return started;
  };
  beforeAll(async () => {
    started = await Promise.all([launchChromium(), startServer(environment)]);
  });
  afterAll(async () => {
    const [browser, server] = there();
    await browser.close();
    await server.remove();
  });
  return {
    get browser() {
      return there()[0];
    },
    get server() {
      return there()[1];
    },
    get url() {
      return there()[1].url;
    },
    visit: (options) => visit(there()[0], there()[1].url, options),
  };
}
