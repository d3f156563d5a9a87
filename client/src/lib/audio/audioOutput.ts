let context: AudioContext | null = null;
const watchers = new Set<(isRunning: boolean) => void>();

/**
 * The page's one audio context, for the microphone and for replies. Call it synchronously in a
 * gesture: only there may it begin to run.
 */
export function unlockAudio(): AudioContext {
  context ??= create();
  // Refused outside a gesture; it is asked again in the next one.
  if (context.state !== "running") context.resume().catch(() => undefined);
  return context;
}

/** Says when it begins to run and when the browser suspends it. Returns its undo. */
export function watchAudio(changed: (isRunning: boolean) => void): () => void {
  watchers.add(changed);
  return () => watchers.delete(changed);
}

function create(): AudioContext {
  const created = new AudioContext();
  created.addEventListener("statechange", () => {
    for (const changed of watchers) changed(created.state === "running");
  });
  return created;
}

/**
 * Runs `unlockAudio` and then `unlocked` at the person's first gesture on the page, whatever it is.
 * Returns its undo.
 */
export function unlockAtFirstGesture(unlocked: () => void): () => void {
  const controller = new AbortController();
  const unlock = (): void => {
    unlockAudio();
    unlocked();
    controller.abort();
  };
  const options = { capture: true, signal: controller.signal };
  for (const gesture of ["pointerdown", "keydown", "touchend"]) {
    addEventListener(gesture, unlock, options);
  }
  return () => controller.abort();
}
