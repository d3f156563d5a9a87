/** What the microphone sends: mono, 16-bit signed little-endian. */
export const INPUT_SAMPLE_RATE = 16_000;
export const BYTES_PER_SAMPLE = 2;

/** A frame may have any length up to one second. */
export const MAX_FRAME_BYTES = INPUT_SAMPLE_RATE * BYTES_PER_SAMPLE;

/** What Opus packets are made from, whatever rate they are decoded at. */
export const OPUS_SAMPLE_RATE = 48_000;

/** An Opus packet is 120 ms at most; this is room for that at 256 kbit/s, ten times what speech needs. */
export const MAX_OPUS_PACKET_BYTES = 3840;

/** A longer utterance is refused; nobody speaks for two minutes without a breath. */
export const MAX_UTTERANCE_MS = 120_000;

/** A recording may have this many bytes: two hours in any compressed format take up less. */
export const MAX_RECORDING_BYTES = 200_000_000;

/** More than this from one connection in one second is a fault, not speech (speech is 32 kB/s). */
export const MAX_BYTES_PER_SECOND = 1_000_000;

/** Text a person can send in one message, in characters. */
export const MAX_MESSAGE_LENGTH = 20_000;

/** How long `bytes` of input audio play, in milliseconds. */
export function inputDurationMs(bytes: number): number {
  return Math.round((bytes / BYTES_PER_SAMPLE / INPUT_SAMPLE_RATE) * 1000);
}
