import { MAX_RECORDING_BYTES } from "@voiceplan/protocol/audio";
import type { RecordingProgress, RecordingSegment, RecordingTranscript } from "@voiceplan/protocol";
import * as wire from "virtual:wire-schemas";
import { ClientProblem } from "../clientProblem.ts";
import { misunderstood } from "../parse.ts";
import { serverSentEvents } from "../serverSentEvents.ts";
import { isWire } from "../wireSchema.ts";
import { queryOf } from "./request.ts";
import { upload } from "./upload.ts";

interface ConverseOptions {
  projectId: string | null;
  signal: AbortSignal;
  /** So many bytes of it have gone out. */
  onSent: (bytes: number) => void;
  onProgress: (progress: RecordingProgress) => void;
  onSegment: (segment: RecordingSegment) => void;
}

/**
 * Makes a conversation of a recording. Rejects with a `ClientProblem`, or the signal's reason: then the
 * server drops it with all its work.
 */
export async function converseFromRecording(
  recording: File,
  { projectId, signal, onSent, onProgress, onSegment }: ConverseOptions,
): Promise<RecordingTranscript> {
  if (recording.size > MAX_RECORDING_BYTES) {
    const megabytes = MAX_RECORDING_BYTES / 1_000_000;
    throw new ClientProblem(
      "unsupported_media",
      `A recording may have ${megabytes} MB at most. Nothing was sent; cut it in parts, or save it as MP3.`,
    );
  }
  const query = queryOf({ conversation: "true", projectId });
  const path = `/api/voice/transcribe${query}`;
  const answer = await upload(path, recording, { signal, onSent });
  try {
    for await (const { event, data } of serverSentEvents(answer)) {
      const value: unknown = JSON.parse(data);
      if (event === "progress" && isWire(wire.recordingProgress, value)) onProgress(value);
      else if (event === "segment" && isWire(wire.recordingSegment, value)) onSegment(value);
      else if (event === "done" && isWire(wire.recordingTranscript, value)) return value;
      else if (event === "problem" && isWire(wire.problem, value)) {
        throw ClientProblem.fromWire(value);
      } else throw misunderstood();
    }
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ClientProblem) throw error;
    throw cutOff(error);
  }
  throw cutOff(null);
}

function cutOff(cause: unknown): ClientProblem {
  return new ClientProblem(
    "unavailable",
    "The connection broke before the whole recording was heard. Try again; the file is still yours.",
    { retryable: true, cause },
  );
}
