const WAV_HEADER_BYTES = 44;

/** The same memory as bytes. Samples are little-endian, as is every machine Node runs on here. */
export function bytesOf(samples: Int16Array): Uint8Array<ArrayBuffer> {
  const { buffer, byteOffset, byteLength } = samples;
  if (buffer instanceof ArrayBuffer) return new Uint8Array(buffer, byteOffset, byteLength);
  return new Uint8Array(new Uint8Array(buffer, byteOffset, byteLength));
}

/** Bytes as samples, without a copy where they are aligned. An odd last byte is left out. */
export function samplesOf(bytes: Uint8Array): Int16Array {
  const aligned = bytes.byteOffset % 2 === 0 ? bytes : new Uint8Array(bytes);
  return new Int16Array(aligned.buffer, aligned.byteOffset, Math.floor(aligned.byteLength / 2));
}

/** The header of a WAV file of mono 16-bit samples that take up `dataBytes`. */
export function wavHeader(dataBytes: number, sampleRate: number): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(WAV_HEADER_BYTES);
  const view = new DataView(header.buffer);
  const ascii = (offset: number, text: string): void => {
    header.set(new TextEncoder().encode(text), offset);
  };
  ascii(0, "RIFF");
  view.setUint32(4, WAV_HEADER_BYTES - 8 + dataBytes, true);
  ascii(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  ascii(36, "data");
  view.setUint32(40, dataBytes, true);
  return header;
}

/** The samples of a WAV file (mono, 16-bit), copied into memory of their own. Throws on anything else. */
export function samplesOfWav(file: Uint8Array): {
  samples: Int16Array<ArrayBuffer>;
  sampleRate: number;
} {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const tag = (at: number): string => String.fromCharCode(...file.subarray(at, at + 4));
  if (file.byteLength < 44 || tag(0) !== "RIFF" || tag(8) !== "WAVE")
    throw new Error("no WAV file");
  let sampleRate = 0;
  for (let at = 12; at + 8 <= file.byteLength;) {
    const name = tag(at);
    const length = view.getUint32(at + 4, true);
    const start = at + 8;
    if (name === "fmt ") {
      if (view.getUint16(start + 2, true) !== 1 || view.getUint16(start + 14, true) !== 16) {
        throw new Error("not mono 16-bit");
      }
      sampleRate = view.getUint32(start + 4, true);
    }
    if (name === "data") {
      // The header of a file that was written in several goes may promise too much.
      const end = Math.min(start + length, file.byteLength);
      const samples = new Int16Array(Math.max(0, (end - start) >> 1));
      new Uint8Array(samples.buffer).set(file.subarray(start, start + samples.byteLength));
      return { samples, sampleRate };
    }
    at = start + length + (length % 2);
  }
  throw new Error("no samples");
}

/** Makes whole samples of bytes that arrive in pieces of any length, odd ones too. */
export class SampleAssembler {
  #odd: number | null = null;

  /** The samples that are complete now; none may be. The bytes are copied once. */
  push(bytes: Uint8Array): Int16Array<ArrayBuffer> {
    const carried = this.#odd === null ? 0 : 1;
    const total = carried + bytes.length;
    const whole = new Uint8Array(total - (total % 2));
    if (whole.length > 0) {
      if (this.#odd !== null) whole[0] = this.#odd;
      whole.set(bytes.subarray(0, whole.length - carried), carried);
    }
    this.#odd = total % 2 === 1 ? (bytes.at(-1) ?? this.#odd) : null;
    return new Int16Array(whole.buffer);
  }
}
