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
  let browser: Browser | undefined;
  let server: TestServer | undefined;
  const there = (): readonly [Browser, TestServer] => {
    if (!browser || !server) throw new Error("The stage is there once the tests have begun.");
    return [browser, server];
  };
  beforeAll(async () => {
    const starting = [
      launchChromium().then((started) => (browser = started)),
      startServer(environment).then((started) => (server = started)),
    ];
    // Where one fails, the other is still to be known, so that it can be ended.
    await Promise.allSettled(starting);
    await Promise.all(starting);
  });
  afterAll(async () => {
    try {
      await browser?.close();
    } finally {
      await server?.remove();
    }
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
