import { CommandName } from "@voiceplan/protocol";
import { z } from "zod";
import { likelyName, resolveName } from "./names.ts";

/** The next thing said may be the argument that the command lacks. */
const Lacking = z.object({
  command: CommandName,
  arg: z.string(),
  /** The answers it offered; absent: any name will do. */
  choices: z.array(z.string()).optional(),
});
export type Lacking = z.infer<typeof Lacking>;

/** The next thing said may be whether to do it, with these arguments. */
const Unconfirmed = z.object({
  command: CommandName,
  args: z.record(z.string(), z.json()),
  /** It only goes on with something: "go on" and "next" say yes to it. */
  goesOn: z.boolean().optional(),
});
export type Unconfirmed = z.infer<typeof Unconfirmed>;

/** A question that a command asked back. */
export const Pending = z.union([Lacking, Unconfirmed]);
export type Pending = z.infer<typeof Pending>;

/** The question in a command's result, as it comes out of the event log; null when it asked none. */
export function pendingOf(result: Record<string, unknown>): Pending | null {
  return Pending.safeParse(result["asks"]).data ?? null;
}

const ordinals = [
  /^(?:the )?(?:first|1st|former|1|number (?:one|1)|option (?:one|1|a)|a)(?: one)?$/,
  /^(?:the )?(?:second|2nd|2|number (?:two|2)|option (?:two|2|b)|b)(?: one)?$/,
  /^(?:the )?(?:third|3rd|3|number (?:three|3)|option (?:three|3|c)|c)(?: one)?$/,
];

/** The choice that `answer` means, or null. */
export function choose(answer: string, choices: readonly string[]): string | null {
  const plain = answer
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s]/gu, "")
    .trim();
  const position = ordinals.findIndex((pattern) => pattern.test(plain));
  const resolved = resolveName(answer, choices);
  if (resolved.kind === "one" && resolved.score > likelyName + 0.1) return resolved.name;
  if (position >= 0) return choices[position] ?? null;
  if (/^(?:the )?(?:last|latter)(?: one)?$/.test(plain)) return choices.at(-1) ?? null;
  if (
    /^(?:yes|yeah|yep|that one|thats it|right|correct|exactly)$/.test(plain) &&
    choices.length === 1
  )
    return choices[0] ?? null;
  return resolved.kind === "one" ? resolved.name : null;
}
