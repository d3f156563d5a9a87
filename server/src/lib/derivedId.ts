import { createHash } from "node:crypto";

/**
 * The id of a row that a message causes: the same message and purpose always give the same UUID
 * (version 8, RFC 9562), so a handler that runs again after a crash finds what it wrote before.
 */
export function derivedId(messageId: string, purpose: string): string {
  const hash = createHash("sha256").update(`${messageId}\0${purpose}`).digest();
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x80, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = hash.toString("hex", 0, 16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20, 32),
  ].join("-");
}
