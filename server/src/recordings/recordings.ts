import { randomUUID } from "node:crypto";
import type { Readable } from "node:stream";
import {
  INPUT_SAMPLE_RATE,
  MAX_RECORDING_MS,
  storableText,
  type RecordingProgress,
  type RecordingSegment,
  type RecordingTranscript,
} from "@voiceplan/protocol";
import type { Conversations } from "../conversation/conversations.ts";
import type { SpeechToText } from "../engines/stt/port.ts";
import type { SpeechDetector } from "../engines/vad/port.ts";
import { decodeAudio, findFfmpeg, removeUploads } from "../lib/ffmpeg.ts";
import { Problem } from "../lib/problem.ts";
import type { Projects } from "../planning/projects.ts";
import { transcribe, type HeardUtterance } from "./transcribe.ts";
import { utterancesOf } from "./utterances.ts";

export interface RecordingsOptions {
  /** Null: nothing here recognises speech. */
  stt: SpeechToText | null;
  detector: SpeechDetector;
  projects: Projects;
  conversations: Conversations;
  /** Where ffmpeg may be: a path that was configured, and the folders of PATH. */
  ffmpeg: { configured: string | undefined; path: string };
  /** Where recordings are kept while they are worked on. */
  folder: string;
}

export type RecordingStep =
  ({ type: "progress" } & RecordingProgress) | ({ type: "segment" } & RecordingSegment);

/** Turns recordings of any length into words, and into conversations. */
export class Recordings {
  readonly #options: RecordingsOptions;

  constructor(options: RecordingsOptions) {
    this.#options = options;
  }

  /** Removes what a process left behind that was killed. */
  async clear(): Promise<void> {
    await removeUploads(this.#options.folder);
  }

  /**
   * Listens to a recording in any container: yields how far it is and each segment as it is heard; the
   * last value is the whole. It is read, decoded and recognised as a stream, so that two hours take up
   * no more memory than a minute. Throws a `Problem`, or the signal's reason.
   */
  async *listen(
    ownerId: string,
    input: Readable,
    signal: AbortSignal,
  ): AsyncGenerator<RecordingStep, RecordingTranscript, void> {
    const { stt, detector, ffmpeg, folder, projects } = this.#options;
    if (!stt) throw new Problem("no_recogniser", "Nothing on this server recognises speech.");
    const program = await findFfmpeg(ffmpeg.configured, ffmpeg.path);
    const names = await projects.names(ownerId);
    let samples = 0;
    let totalMs: number | null = null;
    const recording = decodeAudio(input, {
      ffmpeg: program,
      longestMs: MAX_RECORDING_MS,
      folder,
      onDuration: (durationMs) => (totalMs = durationMs),
      signal,
    });
    const utterances = utterancesOf(recording, detector, (decoded) => (samples += decoded));
    const vocabulary = { projects: names, terms: [] };
    const heard: HeardUtterance[] = [];
    for await (const one of transcribe(utterances, { stt, vocabulary, signal })) {
      heard.push(one);
      const segment = segmentOf(one);
      if (segment.text !== "") yield { type: "segment", ...segment };
      yield { type: "progress", doneMs: one.endMs, totalMs };
    }
    return transcriptOf(heard, Math.round((samples / INPUT_SAMPLE_RATE) * 1000));
  }

  /** Makes what was said a message of a new conversation, which answers it: its id. */
  async converse(ownerId: string, text: string, projectId?: string): Promise<string> {
    const conversation = await this.#options.conversations.open(ownerId, { projectId });
    await conversation.send({ messageId: randomUUID(), text, modality: "voice" });
    return conversation.id;
  }
}

function segmentOf({ startMs, endMs, transcription }: HeardUtterance): RecordingSegment {
  const text = storableText(transcription.hypotheses[0]?.text ?? "").trim();
  return { startMs, endMs, text };
}

function transcriptOf(heard: readonly HeardUtterance[], durationMs: number): RecordingTranscript {
  const segments = heard.map(segmentOf).filter(({ text }) => text !== "");
  const [only, ...others] = heard;
  return {
    text: segments.map(({ text }) => text).join(" "),
    durationMs,
    segments,
    understood: heard.every(({ transcription }) => transcription.understood),
    hypotheses: only && others.length === 0 ? [...only.transcription.hypotheses] : [],
  };
}
