/// <reference lib="dom" />
import type { Page } from "playwright-core";
import { z } from "zod";

/** How loud a stretch of what the page played was, from 0 to 1; `atMs` on the wall clock, its end. */
const Block = z.object({ atMs: z.number(), rms: z.number(), peak: z.number() });
export type Block = z.infer<typeof Block>;

/** Louder than this is not silence: 60 dB below the loudest there is. */
export const AUDIBLE_RMS = 0.001;

/** Call it before the page loads: everything the page plays is measured on its way out. */
export async function tapAudio(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const blocks: { atMs: number; rms: number; peak: number }[] = [];
    Object.assign(globalThis, { heardBlocks: blocks });
    const real = Object.getOwnPropertyDescriptor(BaseAudioContext.prototype, "destination");
    const taps = new WeakMap<BaseAudioContext, AudioNode>();

    const tapInto = (destination: AudioNode): AudioNode => {
      const tap = new AnalyserNode(destination.context, { fftSize: 4096 });
      tap.connect(destination);
      const samples = new Float32Array(tap.fftSize);
      // A window is 85 ms long, so that nothing falls between two of them.
      setInterval(() => {
        tap.getFloatTimeDomainData(samples);
        let sum = 0;
        let peak = 0;
        for (const sample of samples) {
          sum += sample * sample;
          peak = Math.max(peak, Math.abs(sample));
        }
        blocks.push({ atMs: Date.now(), rms: Math.sqrt(sum / samples.length), peak });
      }, 50);
      return tap;
    };

    Object.defineProperty(AudioContext.prototype, "destination", {
      get(this: AudioContext): AudioNode | null {
        const known = taps.get(this);
        if (known) return known;
        const destination: unknown = real?.get?.call(this);
        if (!(destination instanceof AudioNode)) return null;
        const tap = tapInto(destination);
        taps.set(this, tap);
        return tap;
      },
    });
  });
}

/** What the page has played since it was loaded. */
export async function heard(page: Page): Promise<Block[]> {
  const blocks: unknown = await page.evaluate("heardBlocks");
  return z.array(Block).parse(blocks);
}
