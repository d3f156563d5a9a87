import { ClientProblem } from "../transport/clientProblem.ts";
import { BrowserRecogniser } from "./browserRecogniser.ts";
import type { Attention, Ear, EarEvents } from "./ear.ts";

export interface BrowserEarEvents extends Pick<
  EarEvents,
  "onset" | "insisted" | "over" | "failed"
> {
  /** What is being said, as far as it was understood. */
  interim(text: string): void;
  said(text: string): void;
}

/** Listens by the browser's own recogniser, which opens the microphone itself. */
export class BrowserEar implements Ear {
  readonly label = "";
  readonly #events: BrowserEarEvents;
  #recogniser: BrowserRecogniser | null = null;
  #isHearing = false;

  /** Throws a `ClientProblem` where the browser has no recogniser. */
  constructor(events: BrowserEarEvents) {
    if (!BrowserRecogniser.isAvailable) {
      throw new ClientProblem(
        "no_recogniser",
        "Nothing here can recognise speech yet: the server has no recogniser, and neither has this browser. The engines page says what to set. You can go on typing.",
      );
    }
    this.#events = events;
  }

  attend(attention: Attention): void {
    if (attention === "never") {
      this.#recogniser?.finish();
      this.#recogniser = null;
    } else {
      this.#recogniser ??= this.#start();
    }
  }

  ended(): void {
    // Nothing goes to the server but words.
  }

  close(): Promise<void> {
    this.#recogniser?.close();
    this.#recogniser = null;
    return Promise.resolve();
  }

  #start(): BrowserRecogniser | null {
    return BrowserRecogniser.start({
      partial: (text) => {
        if (!this.#isHearing) {
          this.#isHearing = true;
          this.#events.onset();
          this.#events.insisted();
        }
        this.#events.interim(text);
      },
      final: (text) => {
        this.#over();
        this.#events.said(text);
      },
      quiet: () => this.#over(),
      failed: (problem) => {
        this.#recogniser = null;
        this.#events.failed(problem);
      },
    });
  }

  #over(): void {
    if (!this.#isHearing) return;
    this.#isHearing = false;
    this.#events.over(null);
  }
}
