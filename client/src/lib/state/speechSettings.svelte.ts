import { remembered } from "./remembered.ts";

/** How far a setting goes, and how far at a time when it is asked for by voice. */
export interface Scale {
  min: number;
  max: number;
  step: number;
}

/** 1 is the voice's own pace. */
export const rates: Scale = { min: 0.75, max: 1.5, step: 0.25 };
/** 1 is as loud as the speech was made. */
export const volumes: Scale = { min: 0.25, max: 1.5, step: 0.25 };

/** How the person wants to hear replies; remembered in this browser. */
export class SpeechSettings {
  isOn = $state(remembered.get("speech") !== "off");
  rate = $state(recall("rate", rates));
  volume = $state(recall("volume", volumes));
  /** Null: the engine's usual one. */
  voice = $state(remembered.get("voice"));

  setOn(on: boolean): void {
    this.isOn = on;
    remembered.set("speech", on ? "on" : "off");
  }

  setRate(rate: number): void {
    this.rate = within(rate, rates);
    remembered.set("rate", String(this.rate));
  }

  setVolume(volume: number): void {
    this.volume = within(volume, volumes);
    remembered.set("volume", String(this.volume));
  }

  setVoice(voice: string | null): void {
    this.voice = voice;
    remembered.set("voice", voice);
  }
}

function recall(key: string, scale: Scale): number {
  const text = remembered.get(key);
  const number = text === null ? 1 : Number(text);
  return Number.isFinite(number) ? within(number, scale) : 1;
}

function within(number: number, { min, max }: Scale): number {
  return Math.min(max, Math.max(min, Math.round(number * 100) / 100));
}
