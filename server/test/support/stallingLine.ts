import { createServer, connect, type Socket } from "node:net";

/** A line to a server that can be made to carry nothing more to the client: the other way it goes on. */
export class StallingLine {
  readonly url: string;
  /** What comes from the server, and where it goes. */
  readonly #downstream = new Map<Socket, Socket>();
  readonly #close: () => Promise<void>;

  private constructor(url: string, close: () => Promise<void>) {
    this.url = url;
    this.#close = close;
  }

  static async to(url: string): Promise<StallingLine> {
    const target = new URL(url);
    const sockets = new Set<Socket>();
    const server = createServer((client) => {
      const upstream = connect(Number(target.port), target.hostname);
      line.#downstream.set(upstream, client);
      client.pipe(upstream);
      upstream.pipe(client);
      for (const [one, other] of [
        [client, upstream],
        [upstream, client],
      ] as const) {
        sockets.add(one);
        one.on("error", () => other.destroy());
        one.on("close", () => {
          other.end();
          sockets.delete(one);
          line.#downstream.delete(upstream);
        });
      }
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("The line has no port.");
    const line = new StallingLine(`http://127.0.0.1:${address.port}`, async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    });
    return line;
  }

  stall(): void {
    for (const upstream of this.#downstream.keys()) upstream.unpipe().pause();
  }

  resume(): void {
    for (const [upstream, client] of this.#downstream) upstream.pipe(client);
  }

  async close(): Promise<void> {
    await this.#close();
  }
}
