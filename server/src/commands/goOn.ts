import type { LastReply } from "./command.ts";

/** A confirmation, and then the rest of the reply that the command cut short: it was not to end it. */
export function goOn(confirmation: string, lastReply: LastReply | null): string {
  return `${confirmation} ${lastReply?.unheard ?? ""}`.trim();
}
