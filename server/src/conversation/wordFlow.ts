/** A model's tokens come one by one, and each event costs a row and a packet for every tab. */
const INTERVAL_MS = 80;

/** Passes the first words on at once, then whatever has come since every INTERVAL_MS. */
export class WordFlow {
  readonly #pass: (words: string) => void;
  #held = "";
  #timer: NodeJS.Timeout | null = null;

  constructor(pass: (words: string) => void) {
    this.#pass = pass;
  }

  push(words: string): void {
    this.#held += words;
    if (!this.#timer) this.#passAndWait();
  }

  /** Passes on what is held: to be called before anything else that happens is told. */
  flush(): void {
    const words = this.#held;
    this.#held = "";
    if (words !== "") this.#pass(words);
  }

  #passAndWait(): void {
    this.flush();
    this.#timer = setTimeout(() => {
      this.#timer = null;
      if (this.#held !== "") this.#passAndWait();
    }, INTERVAL_MS);
    this.#timer.unref();
  }
}
