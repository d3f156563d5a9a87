/** What is speech when nobody else talks. */
const SPEECH_PROBABILITY = 0.5;
/** While the assistant talks some of it may come back through the microphone. */
const SPEAKING_PROBABILITY = 0.7;
/** And most of it before the echo canceller has learnt the room. */
const FIRST_MOMENTS_PROBABILITY = 0.85;
const FIRST_MOMENTS_MS = 500;

/**
 * How likely a frame has to be speech to count as the person's, from 0 to 1, when the assistant has
 * been speaking for so long; null: it is silent.
 */
export function speechThreshold(speakingForMs: number | null): number {
  if (speakingForMs === null) return SPEECH_PROBABILITY;
  return speakingForMs < FIRST_MOMENTS_MS ? FIRST_MOMENTS_PROBABILITY : SPEAKING_PROBABILITY;
}
