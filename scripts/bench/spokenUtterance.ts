import { randomUUID } from "node:crypto";
import type { Client } from "./client.ts";
import type { Ending } from "./messages.ts";

const FORMAT = { encoding: "pcm_s16le", sampleRate: 16_000 } as const;

/** An utterance on its way: kept whole until it is over, and sent again on every new connection. */
export class SpokenUtterance {
  readonly id = randomUUID();
  readonly #client: Client;
  readonly #ending: Ending;
  readonly #frames: Uint8Array[] = [];
  #isSilent = false;

  constructor(client: Client, ending: Ending) {
    this.#client = client;
    this.#ending = ending;
    client.resend = () => this.#sendAll();
  }

  push(frame: Uint8Array): void {
    this.#frames.push(frame);
    if (!this.#client.isOpen) return;
    if (this.#frames.length === 1) this.#sendStart();
    this.#send(this.#frames.length - 1, frame);
  }

  /** There has been silence for a while: a pause, or the end where the client decides. */
  tellSilence(): void {
    this.#isSilent = true;
    if (this.#client.isOpen) this.#sendSilence();
  }

  #sendAll(): void {
    if (this.#frames.length === 0) return;
    this.#sendStart();
    this.#frames.forEach((frame, seq) => this.#send(seq, frame));
    if (this.#isSilent) this.#sendSilence();
  }

  #sendStart(): void {
    const { socket, acknowledged } = this.#client;
    const request = { utteranceId: this.id, ...FORMAT, endpointing: this.#ending };
    socket.emit("utterance.start", request, acknowledged);
  }

  #send(seq: number, frame: Uint8Array): void {
    const { socket, acknowledged } = this.#client;
    socket.emit("utterance.audio", { utteranceId: this.id, seq }, frame, acknowledged);
  }

  #sendSilence(): void {
    const { socket, acknowledged } = this.#client;
    const name = this.#ending === "server" ? "utterance.pause" : "utterance.end";
    socket.emit(name, { utteranceId: this.id, frames: this.#frames.length }, acknowledged);
  }
}
