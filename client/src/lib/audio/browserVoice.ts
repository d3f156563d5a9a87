/** How it speaks; 1 is the voice's own pace, and as loud as it can. */
interface Manner {
  readonly rate: number;
  readonly volume: number;
}

/** The browser's own voice, for servers that have none. */
export class BrowserVoice {
  readonly #onChange: (speaking: boolean) => void;
  /** Read anew for each sentence. */
  readonly #manner: Manner;
  #pending = "";
  #queued = 0;

  constructor(onChange: (speaking: boolean) => void, manner: Manner) {
    this.#onChange = onChange;
    this.#manner = manner;
  }

  static get isAvailable(): boolean {
    return "speechSynthesis" in globalThis && speechSynthesis.getVoices().length > 0;
  }

  /** More of a reply's text; it is spoken sentence by sentence. */
  push(delta: string): void {
    this.#pending += delta;
    for (;;) {
      const sentence = /^[\s\S]*?[.!?]["')\]]*\s/.exec(this.#pending)?.[0];
      if (sentence === undefined) return;
      this.#pending = this.#pending.slice(sentence.length);
      this.#speak(sentence);
    }
  }

  /** The reply's text is complete. */
  flush(): void {
    const rest = this.#pending;
    this.#pending = "";
    this.#speak(rest);
  }

  /** Silence until `release`. */
  hold(): void {
    if (this.#queued > 0) speechSynthesis.pause();
  }

  release(): void {
    if (this.#queued > 0) speechSynthesis.resume();
  }

  stop(): void {
    this.#pending = "";
    if (this.#queued === 0) return;
    this.#queued = 0;
    speechSynthesis.cancel();
    // What is held after a stop would hold the next reply, too.
    speechSynthesis.resume();
    this.#onChange(false);
  }

  #speak(text: string): void {
    if (text.trim() === "") return;
    const utterance = new SpeechSynthesisUtterance(text.trim());
    utterance.rate = this.#manner.rate;
    utterance.volume = Math.min(1, this.#manner.volume);
    const over = (): void => {
      // After a stop the count begins anew.
      if (this.#queued === 0) return;
      this.#queued -= 1;
      if (this.#queued === 0) this.#onChange(false);
    };
    utterance.onend = over;
    utterance.onerror = over;
    this.#queued += 1;
    if (this.#queued === 1) this.#onChange(true);
    speechSynthesis.speak(utterance);
  }
}
