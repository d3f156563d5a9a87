const QUIET = 0.45;
const WHILE_SPEAKING = 0.7;
/** An echo canceller takes a moment to know the voice it is to take out. */
const AT_FIRST = 0.85;
const FIRST_MS = 500;

/**
 * How probable speech has to be to be taken for the person's. `playingForMs`: for how long the
 * assistant has been heard; null: it is silent.
 */
export function onsetProbability(playingForMs: number | null): number {
  if (playingForMs === null) return QUIET;
  return playingForMs < FIRST_MS ? AT_FIRST : WHILE_SPEAKING;
}
