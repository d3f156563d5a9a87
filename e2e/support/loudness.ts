/** How loud samples from -1 to 1 are: their root mean square, and the furthest from zero. */
export interface Loudness {
  rms: number;
  peak: number;
}

/** Loudness of mono 16-bit little-endian audio. */
export function loudnessOf(pcm: Buffer): Loudness {
  let sum = 0;
  let peak = 0;
  const count = Math.floor(pcm.length / 2);
  for (let index = 0; index < count; index += 1) {
    const sample = pcm.readInt16LE(index * 2) / 32_768;
    sum += sample * sample;
    peak = Math.max(peak, Math.abs(sample));
  }
  return { rms: count === 0 ? 0 : Math.sqrt(sum / count), peak };
}
