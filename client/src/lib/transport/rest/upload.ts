import { refusal, unreachable } from "./request.ts";

interface UploadOptions {
  signal: AbortSignal;
  /** So many bytes have gone out. */
  onSent: (bytes: number) => void;
}

/**
 * Sends a file, tells how much of it has gone out, and is answered with a text that comes in pieces: no
 * `fetch` can do the first yet. Rejects with a `ClientProblem`, or the signal's reason.
 */
export function upload(
  path: string,
  file: File,
  { signal, onSent }: UploadOptions,
): Promise<ReadableStream<string>> {
  const request = new XMLHttpRequest();
  const { promise, resolve, reject } = Promise.withResolvers<ReadableStream<string>>();
  const isRefused = (): boolean => request.status !== 200;
  let taken = 0;
  const answer = new ReadableStream<string>({
    start(controller) {
      const take = (): void => {
        if (isRefused() || taken === request.responseText.length) return;
        controller.enqueue(request.responseText.slice(taken));
        taken = request.responseText.length;
      };
      const fail = (cause: unknown): void => {
        reject(cause);
        controller.error(cause);
      };
      request.addEventListener("progress", take);
      request.addEventListener("load", () => {
        if (isRefused()) return fail(refusal(jsonOf(request.responseText)));
        take();
        controller.close();
      });
      request.addEventListener("error", () => fail(unreachable()));
      request.addEventListener("abort", () => fail(signal.reason));
    },
    cancel: () => request.abort(),
  });
  request.addEventListener("readystatechange", () => {
    if (request.readyState === XMLHttpRequest.HEADERS_RECEIVED && !isRefused()) resolve(answer);
  });
  request.upload.addEventListener("progress", ({ loaded }) => onSent(loaded));
  signal.addEventListener("abort", () => request.abort(), { once: true });
  request.open("POST", path);
  request.setRequestHeader("accept", "text/event-stream");
  request.setRequestHeader("content-type", typeOf(file));
  request.send(file);
  return promise;
}

/** Whatever is no sound goes as bytes: the server says what it makes of them. */
function typeOf({ type }: File): string {
  return /^(?:audio|video)\//.test(type) ? type : "application/octet-stream";
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
