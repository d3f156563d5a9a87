import { Duplex } from "node:stream";
import type { Pglite } from "./pglite.ts";

const TERMINATE = "X".charCodeAt(0);
/** AuthenticationOk, then ReadyForQuery outside a transaction. */
const WELCOME = Buffer.from("R\0\0\0\x08\0\0\0\0Z\0\0\0\x05I", "latin1");
/** The session outlives its clients: each finds it as a new one would be. */
const FRESH_SESSION = ["ROLLBACK", "DISCARD ALL"];

/**
 * Stands in for the socket of a `pg` client and leads to the embedded database. `pg` writes whole
 * messages, which the database needs.
 */
export class PgliteStream extends Duplex {
  readonly #database: Pglite;
  #started = false;

  constructor(database: Pglite) {
    super();
    this.#database = database;
  }

  connect(): this {
    queueMicrotask(() => this.emit("connect"));
    return this;
  }

  // What else `pg` asks of a socket; there is nothing to do.
  setNoDelay(): this {
    return this;
  }
  setKeepAlive(): this {
    return this;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }

  override _read(): void {}

  override _write(
    message: Buffer,
    _encoding: BufferEncoding,
    callback: (error?: Error | null) => void,
  ): void {
    this.#send([message]).then(() => callback(), callback);
  }

  /** What `pg` corks together, one query with all its messages, makes one exchange. */
  override _writev(
    chunks: { chunk: Buffer; encoding: BufferEncoding }[],
    callback: (error?: Error | null) => void,
  ): void {
    this.#send(chunks.map(({ chunk }) => chunk)).then(() => callback(), callback);
  }

  override _final(callback: () => void): void {
    this.push(null);
    callback();
  }

  async #send(messages: Buffer[]): Promise<void> {
    if (!this.#started) {
      this.#started = true;
      for (const sql of FRESH_SESSION) await this.#database.exchange([simpleQuery(sql)]);
      this.push(WELCOME);
      return;
    }
    if (messages.at(-1)?.[0] === TERMINATE) {
      this.push(null);
      return;
    }
    const answer = await this.#database.exchange(messages);
    if (answer.length > 0) this.push(answer);
  }
}

function simpleQuery(sql: string): Buffer {
  const message = Buffer.alloc(6 + Buffer.byteLength(sql));
  message.write("Q", 0, "latin1");
  message.writeUInt32BE(message.length - 1, 1);
  message.write(sql, 5);
  return message;
}
