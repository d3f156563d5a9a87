import { ClientProblem } from "../transport/clientProblem.ts";

/** The parts of the Web Speech API that are used here; TypeScript's library does not describe it. */
interface Recognition extends EventTarget {
  continuous: boolean;
  interimResults: boolean;
  lang: string;
  start(): void;
  stop(): void;
  abort(): void;
}

interface RecognitionResults {
  readonly resultIndex: number;
  readonly results: ArrayLike<ArrayLike<{ transcript: string }> & { isFinal: boolean }>;
}

type RecognitionConstructor = new () => Recognition;

declare global {
  interface Window {
    SpeechRecognition?: RecognitionConstructor;
    webkitSpeechRecognition?: RecognitionConstructor;
  }
}

export interface BrowserRecogniserEvents {
  /** What is being said, as far as it was understood. */
  partial(text: string): void;
  final(text: string): void;
  /** Of what was being said no more is going to be understood. */
  quiet(): void;
  /** It ended for good, because of this. */
  failed(problem: ClientProblem): void;
}

/**
 * The browser's own speech recognition, for servers that have none. It may send the sound to the
 * browser's maker.
 */
export class BrowserRecogniser {
  readonly #recognition: Recognition;
  #isOn = true;

  private constructor(recognition: Recognition, events: BrowserRecogniserEvents) {
    this.#recognition = recognition;
    recognition.continuous = true;
    recognition.interimResults = true;
    recognition.lang = document.documentElement.lang;
    recognition.addEventListener("result", (event) => {
      if (!hasResults(event)) return;
      for (const result of Array.from(event.results).slice(event.resultIndex)) {
        const text = result[0]?.transcript.trim() ?? "";
        if (text === "") continue;
        if (result.isFinal) events.final(text);
        else events.partial(text);
      }
    });
    recognition.addEventListener("error", (event) => {
      const code = "error" in event ? String(event.error) : "";
      // It goes quiet after a while of silence; `end` starts it again.
      if (code === "no-speech" || code === "aborted") return;
      this.#isOn = false;
      events.failed(explain(code));
    });
    recognition.addEventListener("end", () => {
      events.quiet();
      if (this.#isOn) recognition.start();
    });
    recognition.start();
  }

  static get isAvailable(): boolean {
    return constructorOf() !== undefined;
  }

  /** Listens until `finish` or `close`. Null: this browser has no recogniser. */
  static start(events: BrowserRecogniserEvents): BrowserRecogniser | null {
    const Constructor = constructorOf();
    return Constructor ? new BrowserRecogniser(new Constructor(), events) : null;
  }

  /** Ends it once what has been said so far is understood. */
  finish(): void {
    this.#isOn = false;
    this.#recognition.stop();
  }

  close(): void {
    this.#isOn = false;
    this.#recognition.abort();
  }
}

function constructorOf(): RecognitionConstructor | undefined {
  return window.SpeechRecognition ?? window.webkitSpeechRecognition;
}

function hasResults(event: Event): event is Event & RecognitionResults {
  return "results" in event && "resultIndex" in event;
}

function explain(code: string): ClientProblem {
  if (code === "not-allowed" || code === "service-not-allowed") {
    return new ClientProblem(
      "microphone_blocked",
      "The microphone is blocked for this site. Allow it in the address bar, then try again. You can go on typing.",
      { retryable: true },
    );
  }
  return new ClientProblem(
    "no_recogniser",
    "The browser's speech recognition cannot be reached just now. You can go on typing.",
    { retryable: true },
  );
}
