import type { CommandName } from "@voiceplan/protocol";

/**
 * What somebody said: words in which `{…}` marks the command's one argument, or words together with
 * all of the arguments where they are not simply words of it.
 */
export type Utterance = string | readonly [text: string, args: Readonly<Record<string, unknown>>];

/** What people say, by the command that they mean. */
export type Utterances = Readonly<Partial<Record<CommandName, readonly Utterance[]>>>;
