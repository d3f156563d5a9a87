import { fork, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";

/** A process of the bench. It ends with this one at the latest. */
export class Child<Sent extends object, Received extends { type: string }> {
  readonly #process: ChildProcess;
  readonly #received: Received[] = [];
  readonly #waiting: { type: string; resolve: (message: Received) => void }[] = [];
  readonly #died: Promise<never>;

  /** `file` is beside this one. */
  constructor(file: string) {
    const child = fork(fileURLToPath(new URL(file, import.meta.url)), { stdio: "inherit" });
    child.on("message", (message: unknown) => {
      if (this.#isMessage(message)) this.#take(message);
    });
    this.#died = new Promise((_, reject) => {
      child.once("exit", (code) => reject(new Error(`${file} ended with ${code}.`)));
    });
    this.#died.catch(() => undefined);
    this.#process = child;
  }

  send(message: Sent): void {
    this.#process.send(message);
  }

  /** The next message of this type. Rejects when the process ends before. */
  async next<T extends Received["type"]>(type: T): Promise<Extract<Received, { type: T }>> {
    const message = new Promise<Received>((resolve) => {
      this.#waiting.push({ type, resolve });
      this.#match();
    });
    const received = await Promise.race([message, this.#died]);
    if (isOfType(received, type)) return received;
    throw new Error(`${received.type} came instead of ${type}.`);
  }

  end(): void {
    if (this.#process.connected) this.#process.disconnect();
  }

  /** Both ends are ours: what is an object is a message. */
  #isMessage(value: unknown): value is Received {
    return typeof value === "object" && value !== null;
  }

  #take(message: Received): void {
    this.#received.push(message);
    this.#match();
  }

  #match(): void {
    for (const waiter of [...this.#waiting]) {
      const at = this.#received.findIndex(({ type }) => type === waiter.type);
      const [message] = at < 0 ? [] : this.#received.splice(at, 1);
      if (!message) continue;
      this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
      waiter.resolve(message);
    }
  }
}

function isOfType<M extends { type: string }, T extends M["type"]>(
  message: M,
  type: T,
): message is Extract<M, { type: T }> {
  return message.type === type;
}
