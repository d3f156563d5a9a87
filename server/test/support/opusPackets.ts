import { execFileSync } from "node:child_process";
import { bytesOf } from "../../src/lib/pcm.ts";

/** Packets of this length, in milliseconds, as ffmpeg makes them of the samples: mono, 16 kHz. */
export function opusPacketsOf(samples: Int16Array, packetMs: 20 | 60 | 120 = 20): Uint8Array[] {
  const input = ["-f", "s16le", "-ar", "16000", "-ac", "1", "-i", "pipe:0"];
  const coding = ["-c:a", "libopus", "-b:a", "24k", "-application", "voip"];
  const output = ["-frame_duration", String(packetMs), "-f", "ogg", "pipe:1"];
  const args = ["-loglevel", "error", ...input, ...coding, ...output];
  const file = execFileSync("ffmpeg", args, { input: bytesOf(samples) });
  // The first two packets of the container describe the stream.
  return packetsOfOgg(file).slice(2);
}

/** The packets in an Ogg file (RFC 3533) of one stream. */
function packetsOfOgg(file: Uint8Array): Uint8Array[] {
  const packets: Uint8Array[] = [];
  let parts: Uint8Array[] = [];
  let at = 0;
  while (at < file.length) {
    const segments = file[at + 26] ?? 0;
    const lengths = file.subarray(at + 27, at + 27 + segments);
    at += 27 + segments;
    for (const length of lengths) {
      parts.push(file.subarray(at, at + length));
      at += length;
      // A packet goes on in the next segment as long as segments are full.
      if (length === 255) continue;
      packets.push(Buffer.concat(parts));
      parts = [];
    }
  }
  return packets;
}
