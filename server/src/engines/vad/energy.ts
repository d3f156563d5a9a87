import type { VoiceActivity, VoiceActivityDetector } from "./port.ts";

const SAMPLE_RATE = 16_000;
/** Below this (dBFS) is a muted microphone or digital silence, whatever the background. */
const SILENCE_DB = -70;
/** What the background is taken for before anything is known of it. */
const FIRST_FLOOR_DB = -60;
/** Speech stands out from its background by this much: half likely. */
const STANDS_OUT_DB = 9;
/** Decibels from half likely to about three quarters. */
const SLOPE_DB = 2.5;
/** The background seeps up this fast while it is not speech, and falls at once. */
const RISE_DB_A_SECOND = 6;
/** What goes on for longer than this without a dip is background, however loud: hum, a fan, hiss. */
const STEADY_MS = 600;
const STEADY_SPREAD_DB = 3.5;

/**
 * Tells speech from silence by loudness above an adaptive background, in the band where voices are.
 * Deterministic. It takes steady noise for background and everything that swells and fades like
 * syllables for speech, so it errs towards speech: a quiet voice is never turned away for being quiet.
 */
export class EnergyDetector implements VoiceActivityDetector {
  readonly name = "energy";

  open(): VoiceActivity {
    return new EnergyActivity();
  }
}

class EnergyActivity implements VoiceActivity {
  #floorDb = FIRST_FLOOR_DB;
  /** Loudness of the last frames, newest last; enough of them to tell steady from lively. */
  readonly #recent: { db: number; ms: number }[] = [];
  #recentMs = 0;
  readonly #band = new VoiceBand();

  probability(frame: Int16Array): number {
    if (frame.length === 0) return 0;
    const ms = (frame.length / SAMPLE_RATE) * 1000;
    const db = this.#band.loudness(frame);
    this.#follow(db, ms);
    if (db < SILENCE_DB) return 0;
    return 1 / (1 + Math.exp(-(db - this.#floorDb - STANDS_OUT_DB) / SLOPE_DB));
  }

  #follow(db: number, ms: number): void {
    this.#recent.push({ db, ms });
    this.#recentMs += ms;
    while (this.#recentMs - (this.#recent[0]?.ms ?? 0) >= STEADY_MS) {
      this.#recentMs -= this.#recent.shift()?.ms ?? 0;
    }
    const heard = Math.max(db, SILENCE_DB);
    if (heard < this.#floorDb) {
      this.#floorDb = heard;
    } else if (this.#isSteady()) {
      this.#floorDb = heard;
    } else {
      const aboveDb = heard - this.#floorDb;
      if (aboveDb < STANDS_OUT_DB) {
        this.#floorDb += Math.min(aboveDb, (RISE_DB_A_SECOND * ms) / 1000);
      }
    }
  }

  /** Voices rise and fall within every few hundred milliseconds; fans do not. */
  #isSteady(): boolean {
    if (this.#recentMs < STEADY_MS) return false;
    let least = Infinity;
    let most = -Infinity;
    for (const { db } of this.#recent) {
      least = Math.min(least, db);
      most = Math.max(most, db);
    }
    return most - least < STEADY_SPREAD_DB;
  }
}

/** Loudness between roughly 120 Hz and 4 kHz, so that mains hum and rumble weigh little. */
class VoiceBand {
  #lastIn = 0;
  #highPassed = 0;
  #smooth = 0;

  /** Root mean square of the frame in dBFS. */
  loudness(frame: Int16Array): number {
    let energy = 0;
    for (const sample of frame) {
      // One-pole filters: out with what is below 120 Hz, damp what is above 4 kHz.
      this.#highPassed = 0.955 * (this.#highPassed + sample - this.#lastIn);
      this.#lastIn = sample;
      this.#smooth += 0.72 * (this.#highPassed - this.#smooth);
      energy += this.#smooth * this.#smooth;
    }
    return 20 * Math.log10(Math.sqrt(energy / frame.length) / 32_768 + 1e-9);
  }
}
