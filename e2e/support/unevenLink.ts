import { once } from "node:events";
import { createServer, connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** The longest that a piece of what the server sends is held back. */
const MAX_DELAY_MS = 150;

export interface UnevenLink {
  url: string;
  close: () => void;
}

/** A way to a server on which what it sends comes in order, and as unevenly as on a bad network. */
export async function openUnevenLink(serverUrl: string): Promise<UnevenLink> {
  const { hostname, port } = new URL(serverUrl);
  const proxy = createServer((page) => {
    const server = connect(Number(port), hostname);
    // Either side may go at any time; then the other one goes, too.
    for (const [one, other] of [
      [page, server],
      [server, page],
    ] as const) {
      one.on("error", () => other.destroy());
      one.on("close", () => other.destroy());
    }
    page.pipe(server);
    let sent = Promise.resolve();
    server.on("data", (piece) => {
      sent = sent.then(async () => {
        await sleep(Math.random() * MAX_DELAY_MS);
        page.write(piece);
      });
    });
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  const address = proxy.address();
  if (typeof address !== "object" || address === null) throw new Error("It does not listen.");
  return { url: `http://127.0.0.1:${address.port}`, close: () => void proxy.close() };
}
