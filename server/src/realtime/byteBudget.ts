import { MAX_BYTES_PER_SECOND } from "@voiceplan/protocol";

/** How much one connection may still send: refills steadily, holds one second's worth. Told the time. */
export class ByteBudget {
  #bytes = MAX_BYTES_PER_SECOND;
  #atMs: number;

  constructor(nowMs: number) {
    this.#atMs = nowMs;
  }

  /** Takes the bytes from the budget; false, and takes nothing, when they are too many for now. */
  take(bytes: number, nowMs: number): boolean {
    const earned = ((nowMs - this.#atMs) / 1000) * MAX_BYTES_PER_SECOND;
    this.#bytes = Math.min(MAX_BYTES_PER_SECOND, this.#bytes + earned);
    this.#atMs = nowMs;
    if (bytes > this.#bytes) return false;
    this.#bytes -= bytes;
    return true;
  }
}
