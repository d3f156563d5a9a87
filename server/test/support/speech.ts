import { FliteTextToSpeech } from "../../src/engines/tts/flite.ts";
import { INPUT_SAMPLE_RATE } from "@voiceplan/protocol";

/** 32 ms, as the page sends them. */
const FRAME_BYTES = 1024;

/** Bytes of 16-bit samples, cut into frames. */
export function framesOf(samples: Int16Array, frameBytes = FRAME_BYTES): Uint8Array[] {
  const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
  const frames: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += frameBytes) {
    frames.push(bytes.subarray(at, at + frameBytes));
  }
  return frames;
}

/** A tone that swells and fades like syllables: whoever looks for speech takes it for that. */
export function voiceLike(durationMs: number): Int16Array {
  const samples = new Int16Array(Math.round((durationMs / 1000) * INPUT_SAMPLE_RATE));
  for (let at = 0; at < samples.length; at += 1) {
    const seconds = at / INPUT_SAMPLE_RATE;
    const swell = 0.5 - 0.5 * Math.cos(2 * Math.PI * 4 * seconds);
    samples[at] = Math.round(9000 * swell * Math.sin(2 * Math.PI * 300 * seconds));
  }
  return samples;
}

export function silence(durationMs: number): Int16Array {
  return new Int16Array(Math.round((durationMs / 1000) * INPUT_SAMPLE_RATE));
}

/** The words in a synthetic voice: mono, 16 kHz. */
export async function spoken(text: string): Promise<Int16Array> {
  const voice = new FliteTextToSpeech();
  try {
    const pieces: Int16Array[] = [];
    const { signal } = new AbortController();
    for await (const piece of voice.synthesize({ text, signal })) pieces.push(piece);
    const all = new Int16Array(pieces.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const piece of pieces) {
      all.set(piece, at);
      at += piece.length;
    }
    return all;
  } finally {
    await voice.close();
  }
}

/** The loudest sample of 16-bit audio, from 0 to 32768. */
export function peakOf(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let peak = 0;
  for (let at = 0; at + 1 < bytes.byteLength; at += 2) {
    peak = Math.max(peak, Math.abs(view.getInt16(at, true)));
  }
  return peak;
}
