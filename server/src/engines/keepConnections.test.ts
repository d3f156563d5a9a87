import { createServer } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { keepConnections } from "./keepConnections.ts";

/** Node's own client has closed an idle connection by then. */
const PAUSE_MS = 6000;

test("a provider is spoken to over the same connection after a pause", async () => {
  let connections = 0;
  // Without a limit of its own, and so without saying how long it keeps them.
  const provider = createServer({ keepAliveTimeout: 0 }, (_, response) => response.end("yes"));
  provider.on("connection", () => (connections += 1));
  await new Promise<void>((resolve) => provider.listen(0, "127.0.0.1", resolve));
  const address = provider.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const ask = async () => (await fetch(`http://127.0.0.1:${port}`)).text();
  try {
    keepConnections();
    await ask();
    await delay(PAUSE_MS);
    await ask();
    expect(connections).toBe(1);
  } finally {
    provider.closeAllConnections();
    provider.close();
  }
}, 30_000);
