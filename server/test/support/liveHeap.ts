import { once } from "node:events";
import { z } from "zod";

const Answer = z.object({
  id: z.number(),
  result: z.unknown().optional(),
  error: z.unknown().optional(),
});
const HeapUsage = z.object({ usedSize: z.number() });
/** What a process that runs with `--inspect` says of where its inspector listens. */
const LISTENING = /^Debugger listening on (ws:\/\/\S+)$/m;

/**
 * What the main thread of another process holds in V8's heap, without what nobody refers to any more. Read
 * through its inspector, so the process knows nothing of it.
 */
export class LiveHeap {
  readonly #socket: WebSocket;
  readonly #closed: Promise<never>;
  #calls = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    this.#closed = once(socket, "close").then(() => {
      throw new Error("The process is gone, and its inspector with it.");
    });
    this.#closed.catch(() => undefined);
  }

  /** Of a process that was started with `--inspect` and has said so in `stderr`. */
  static async open(stderr: string): Promise<LiveHeap> {
    const address = LISTENING.exec(stderr)?.[1];
    if (address === undefined) throw new Error("The process has no inspector.");
    const socket = new WebSocket(address);
    await once(socket, "open");
    return new LiveHeap(socket);
  }

  /** In bytes. Collects garbage first, which stops that thread for as long as it takes. */
  async measure(): Promise<number> {
    await this.#call("HeapProfiler.collectGarbage");
    return HeapUsage.parse(await this.#call("Runtime.getHeapUsage")).usedSize;
  }

  async #call(method: string): Promise<unknown> {
    const id = ++this.#calls;
    const answered = new Promise<unknown>((resolve, reject) => {
      const take = ({ data }: MessageEvent): void => {
        const answer = Answer.safeParse(JSON.parse(String(data)));
        if (answer.data?.id !== id) return;
        this.#socket.removeEventListener("message", take);
        if (answer.data.error === undefined) resolve(answer.data.result);
        else reject(new Error(`${method} failed: ${JSON.stringify(answer.data.error)}`));
      };
      this.#socket.addEventListener("message", take);
    });
    this.#socket.send(JSON.stringify({ id, method }));
    return Promise.race([answered, this.#closed]);
  }
}
