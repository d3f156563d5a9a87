import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FliteTextToSpeech } from "../../server/src/engines/tts/flite.ts";

export type Voice = "slt" | "rms" | "awb";

/** A part of what the microphone hears. */
export type Sound = { silenceMs: number } | { say: string; voice: Voice };

/** What Chromium's fake microphone takes. */
const TRACK_RATE = 48_000;
const HEADER_BYTES = 44;

/** What Chromium takes for a microphone: a recording that it plays again and again. */
export class FakeMicrophone {
  /** For {@link launchChromium}. */
  readonly path: string;
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
    this.path = join(folder, "track.wav");
  }

  /** One that hears nothing yet. */
  static async create(): Promise<FakeMicrophone> {
    const folder = await mkdtemp(join(tmpdir(), "voiceplan-microphone-"));
    const microphone = new FakeMicrophone(folder);
    await microphone.hear([{ silenceMs: 10_000 }]);
    return microphone;
  }

  /** What it hears, over and over, from the beginning the next time that a page opens it. */
  async hear(sounds: readonly Sound[]): Promise<void> {
    const parts: Int16Array[] = [];
    for (const sound of sounds) {
      parts.push(
        "say" in sound
          ? await speak(sound.say, sound.voice)
          : new Int16Array((sound.silenceMs * TRACK_RATE) / 1000),
      );
    }
    await writeFile(`${this.path}.new`, wavOf(parts));
    await rename(`${this.path}.new`, this.path);
  }

  async remove(): Promise<void> {
    await rm(this.#folder, { recursive: true });
  }
}

async function speak(text: string, voice: Voice): Promise<Int16Array> {
  const tts = new FliteTextToSpeech();
  try {
    const pieces: number[] = [];
    const { signal } = new AbortController();
    for await (const piece of tts.synthesize({ text, voice, signal })) pieces.push(...piece);
    return upsample(Int16Array.from(pieces), TRACK_RATE / tts.sampleRate);
  } finally {
    await tts.close();
  }
}

/** A whole number of times as many samples, on straight lines between the given ones. */
function upsample(samples: Int16Array, times: number): Int16Array {
  return Int16Array.from({ length: samples.length * times }, (_, index) => {
    const before = samples[Math.floor(index / times)] ?? 0;
    const after = samples[Math.floor(index / times) + 1] ?? before;
    return before + ((after - before) * (index % times)) / times;
  });
}

function wavOf(parts: readonly Int16Array[]): Buffer {
  const bytes = parts.reduce((sum, part) => sum + part.byteLength, 0);
  const header = Buffer.alloc(HEADER_BYTES);
  header.write("RIFF", 0);
  header.writeUInt32LE(HEADER_BYTES - 8 + bytes, 4);
  header.write("WAVEfmt ", 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(TRACK_RATE, 24);
  header.writeUInt32LE(TRACK_RATE * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write("data", 36);
  header.writeUInt32LE(bytes, 40);
  return Buffer.concat([
    header,
    ...parts.map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength)),
  ]);
}
