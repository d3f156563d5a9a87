import { once } from "node:events";
import type { Response } from "express";

/** Server-sent events, written no faster than they are read. */
export class EventStream {
  readonly #response: Response;

  constructor(response: Response) {
    this.#response = response;
    response.status(200).set({
      "Content-Type": "text/event-stream; charset=utf-8",
      "Cache-Control": "no-cache",
      "X-Accel-Buffering": "no",
    });
    response.flushHeaders();
  }

  /** Resolves when there is room for the next one. */
  async send(event: string, data: unknown): Promise<void> {
    const response = this.#response;
    if (response.destroyed) return;
    const isRoom = response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    if (!isRoom) await Promise.race([once(response, "drain"), once(response, "close")]);
  }

  end(): void {
    this.#response.end();
  }
}
