import { ClientProblem } from "../transport/clientProblem.ts";

/**
 * A microphone, mono, cleaned by the browser; null or one that is gone: the default one. Rejects with a
 * `ClientProblem` that says what to do.
 */
export async function openMicrophone(deviceId: string | null): Promise<MediaStream> {
  if (!isSecureContext) {
    throw new ClientProblem(
      "microphone_insecure",
      "Browsers give the microphone to secure pages only. Open this page by https or on localhost. You can go on typing.",
    );
  }
  try {
    return await navigator.mediaDevices.getUserMedia({
      audio: {
        ...(deviceId === null ? {} : { deviceId: { ideal: deviceId } }),
        channelCount: 1,
        echoCancellation: true,
        noiseSuppression: true,
        autoGainControl: true,
      },
    });
  } catch (error) {
    throw explain(error);
  }
}

export function closeMicrophone(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

function explain(error: unknown): ClientProblem {
  switch (error instanceof DOMException ? error.name : "") {
    case "NotAllowedError":
    case "SecurityError":
      return new ClientProblem(
        "microphone_blocked",
        "The microphone is blocked for this site. Allow it in the address bar, then try again. You can go on typing.",
        { retryable: true, cause: error },
      );
    case "NotFoundError":
    case "OverconstrainedError":
      return new ClientProblem(
        "microphone_missing",
        "No microphone was found. Plug one in, then try again. You can go on typing.",
        { retryable: true, cause: error },
      );
    case "NotReadableError":
    case "AbortError":
      return new ClientProblem(
        "microphone_busy",
        "Another program is using the microphone. Close it there, then try again. You can go on typing.",
        { retryable: true, cause: error },
      );
    default:
      return new ClientProblem(
        "microphone_failed",
        "The microphone could not be opened. Try again, or go on typing.",
        { retryable: true, cause: error },
      );
  }
}
