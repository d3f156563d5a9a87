import { setImmediate } from "node:timers/promises";
import type { AnyCommand } from "./commands/command.ts";
import type { CommandRouter } from "./commands/router.ts";

/** Does once, for nobody, what the first turn would wait for: code that is not loaded or compiled yet. */
export async function warmUp(
  router: CommandRouter,
  commands: readonly AnyCommand[],
  others: readonly (() => Promise<unknown>)[],
): Promise<void> {
  for (const { examples } of commands) {
    for (const text of examples) router.interpret(text, { projects: [] });
    await setImmediate();
  }
  for (const other of others) await other();
}
