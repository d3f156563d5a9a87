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
      const bytes = file.slice(start, end - ((end - start) % 2));
      return { samples: new Int16Array(bytes.buffer), sampleRate };
    }
    at = start + length + (length % 2);
  }
  throw new Error("no samples");
}
