/** What the recogniser may expect to hear, best first. */
export interface Vocabulary {
  /** Names of the person's projects. */
  projects: readonly string[];
  /** Words of the open project: its name, tags, and terms from its plans. */
  terms: readonly string[];
}

export interface TranscriptionRequest {
  /** Mono, 16 kHz. */
  audio: Int16Array;
  vocabulary: Vocabulary;
  signal: AbortSignal;
  /** Told the words so far whenever there are more, by an engine that gives them before it is done. */
  onPartial?: (text: string) => void;
}

export interface Hypothesis {
  text: string;
  /** From 0 to 1; null where the engine does not say. */
  confidence: number | null;
}

export interface Transcription {
  /**
   * Best first. Empty: nothing was said. For an engine that knows only commands an utterance that is
   * none of them is `understood: false`.
   */
  hypotheses: readonly Hypothesis[];
  understood: boolean;
  /** The engine itself is not sure that anybody spoke. */
  isDoubtful?: boolean;
}

/** Turns one utterance into text. Throws a `Problem` (`recognition_failed`) or the signal's reason. */
export interface SpeechToText {
  readonly name: string;
  transcribe(request: TranscriptionRequest): Promise<Transcription>;
}
