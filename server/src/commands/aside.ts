import type { CommandName } from "@voiceplan/protocol";

const asides: ReadonlySet<CommandName> = new Set([
  "speech.stop",
  "speech.repeat",
  "speech.skip",
  "speech.rate",
  "speech.volume",
  "listening.stop",
  "listening.start",
]);

/**
 * Whether the command is about how the conversation sounds rather than about what is said in it: it
 * takes effect at once, answers no question that was asked, and is not what "repeat that" means.
 */
export function isAside(command: CommandName): boolean {
  return asides.has(command);
}
