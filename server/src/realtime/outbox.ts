/** As much of Engine.IO's socket as tells what is on its way. */
export interface Wire {
  readonly transport: { readonly writable: boolean };
  on(event: "packetCreate", listener: (packet: { data?: unknown }) => void): unknown;
  on(event: "flush", listener: () => void): unknown;
}

/** What a packet costs beside its content. */
const PACKET_BYTES = 100;

/** Counts what one connection has been given to send and the network has not taken yet. */
export class Outbox {
  readonly #wire: Wire;
  #queuedBytes = 0;
  #flushedBytes = 0;

  constructor(wire: Wire) {
    this.#wire = wire;
    wire.on("packetCreate", ({ data }) => {
      this.#queuedBytes += PACKET_BYTES + sizeOf(data);
    });
    // Only when all that was flushed before has been taken is there another flush.
    wire.on("flush", () => {
      this.#flushedBytes = this.#queuedBytes;
      this.#queuedBytes = 0;
    });
  }

  get bytes(): number {
    return this.#queuedBytes + (this.#wire.transport.writable ? 0 : this.#flushedBytes);
  }
}

function sizeOf(data: unknown): number {
  if (typeof data === "string") return data.length;
  return ArrayBuffer.isView(data) ? data.byteLength : 0;
}
