import { MAX_OPUS_PACKET_BYTES } from "@voiceplan/protocol";

const MAX_FRAME_BYTES = 1275;
const MAX_PACKET_MS = 120;

/**
 * How long an Opus packet plays, in milliseconds, read from its framing alone (RFC 6716, section 3);
 * null when it is none. What passes has nothing in it that a decoder refuses.
 */
export function opusPacketMs(packet: Uint8Array): number | null {
  const [toc, count] = packet;
  if (toc === undefined || packet.length > MAX_OPUS_PACKET_BYTES) return null;
  const frameMs = frameMsOf(toc >> 3);
  switch (toc & 3) {
    case 0:
      return packet.length - 1 <= MAX_FRAME_BYTES ? frameMs : null;
    case 1:
      return areEqualFrames(packet.length - 1, 2) ? 2 * frameMs : null;
    case 2:
      return areFrames(packet, 1, packet.length, 2) ? 2 * frameMs : null;
    default: {
      if (count === undefined) return null;
      const frames = count & 0x3f;
      if (frames === 0 || frames * frameMs > MAX_PACKET_MS) return null;
      return isWhole(packet, count, frames) ? frames * frameMs : null;
    }
  }
}

function frameMsOf(config: number): number {
  if (config < 12) return [10, 20, 40, 60][config & 3] ?? 60;
  if (config < 16) return [10, 20][config & 1] ?? 20;
  return [2.5, 5, 10, 20][config & 3] ?? 20;
}

/** Any number of frames, with or without padding behind them. */
function isWhole(packet: Uint8Array, count: number, frames: number): boolean {
  let at = 2;
  let end = packet.length;
  if (count & 0x40) {
    for (;;) {
      const padding = packet[at];
      if (padding === undefined) return false;
      at += 1;
      end -= padding === 255 ? 254 : padding;
      if (padding !== 255) break;
    }
  }
  if (end < at) return false;
  return count & 0x80 ? areFrames(packet, at, end, frames) : areEqualFrames(end - at, frames);
}

function areEqualFrames(bytes: number, frames: number): boolean {
  return bytes % frames === 0 && bytes / frames <= MAX_FRAME_BYTES;
}

/** Each frame but the last says how long it is, in front of them all or, for two, in front of the first. */
function areFrames(packet: Uint8Array, start: number, end: number, frames: number): boolean {
  let at = start;
  let told = 0;
  for (let frame = 1; frame < frames; frame += 1) {
    const [first, second] = packet.subarray(at, end);
    if (first === undefined) return false;
    if (first < 252) {
      told += first;
      at += 1;
    } else {
      if (second === undefined) return false;
      told += second * 4 + first;
      at += 2;
    }
  }
  const last = end - at - told;
  return last >= 0 && last <= MAX_FRAME_BYTES;
}
