import { isDeepStrictEqual } from "node:util";
import { CommandName } from "@voiceplan/protocol";
import type { CommandRouter } from "../../src/commands/router.ts";
import type { Utterances } from "./utterance.ts";

/** The projects that there are where utterances are tried. */
export const knownProjects = [
  "Billing Portal",
  "Mobile App",
  "Search Engine",
  "Customer Onboarding",
  "Data Warehouse",
];

interface Labelled {
  text: string;
  command: CommandName;
  /** All of them, or the first one only. */
  args: Readonly<Record<string, unknown>> | string | undefined;
}

export function label(suite: Utterances): Labelled[] {
  return Object.entries(suite).flatMap(([name, utterances]) =>
    utterances.map((utterance) => {
      const command = CommandName.parse(name);
      if (typeof utterance !== "string") return { text: utterance[0], command, args: utterance[1] };
      const args = /\{(.*)\}/.exec(utterance)?.[1];
      return { text: utterance.replaceAll(/[{}]/g, ""), command, args };
    }),
  );
}

export interface Measured {
  /** What was understood as something else, or with other arguments, or not at all. */
  wrong: string[];
  /** What was executed and is for the planner. */
  executed: string[];
  /** A wrong command counts twice: as one that was missed, and as one that nobody gave. */
  f1: number;
}

export function measure(
  router: CommandRouter,
  labelled: readonly Labelled[],
  falseFriends: readonly string[],
): Measured {
  const interpret = (text: string) => router.interpret(text, { projects: knownProjects });
  const isRight = ({ text, command, args }: Labelled): boolean => {
    const match = interpret(text);
    if (match?.command !== command) return false;
    if (typeof args === "object") return isDeepStrictEqual(match.args, args);
    return Object.values(match.args)[0] === args;
  };
  const wrong = labelled.filter((utterance) => !isRight(utterance)).map(({ text }) => text);
  const executed = falseFriends.filter((text) => interpret(text) !== null);
  const right = labelled.length - wrong.length;
  return {
    wrong,
    executed,
    f1: (2 * right) / (2 * right + 2 * wrong.length + executed.length),
  };
}

/** For the log of a test run. */
export function tellMeasured(
  what: string,
  labelled: readonly Labelled[],
  falseFriends: readonly string[],
  { wrong, executed, f1 }: Measured,
): void {
  process.stdout.write(
    `${what}: ${labelled.length - wrong.length} of ${labelled.length} right, ` +
      `${executed.length} of ${falseFriends.length} false friends executed, F1 ${f1.toFixed(3)}\n`,
  );
}
