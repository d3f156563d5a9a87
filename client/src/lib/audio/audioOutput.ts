let context: AudioContext | null = null;

/**
 * The page's one audio context, for the microphone and for replies. Call it synchronously in a
 * gesture: only there may it begin to run.
 */
export function unlockAudio(): AudioContext {
  context ??= new AudioContext();
  // Refused outside a gesture; it is asked again in the next one.
  if (context.state !== "running") context.resume().catch(() => undefined);
  return context;
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
