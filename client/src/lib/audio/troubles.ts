import { ClientProblem } from "../transport/clientProblem.ts";

/** What may happen to a microphone that was open, in words for the person. */
export const troubles = {
  suspended: () =>
    new ClientProblem(
      "audio_suspended",
      "The browser has paused the microphone of this page. What you said before is kept.",
      { retryable: true },
    ),

  gone: (cause: ClientProblem) =>
    new ClientProblem(
      "microphone_missing",
      "The microphone is gone. What you said before is kept. Plug it in again, then try again. You can go on typing.",
      { retryable: true, cause },
    ),

  changed: (label: string) =>
    new ClientProblem(
      "microphone_changed",
      `The microphone was unplugged. Listening goes on with ${label === "" ? "another one" : `“${label}”`}.`,
    ),

  gap: (ms: number) =>
    new ClientProblem(
      "listening_gap",
      `The browser paused this page for ${Math.round(ms / 1000)} seconds. What was said meanwhile was not heard; say it again.`,
    ),

  detector: (cause: unknown) =>
    new ClientProblem(
      "detector_failed",
      "The part that hears when you speak could not be loaded. Try again. You can go on typing.",
      { retryable: true, cause },
    ),
};
