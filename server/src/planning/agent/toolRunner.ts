import { z } from "zod";
import type { ToolCall } from "../../engines/chat/port.ts";
import { abortable } from "../../lib/abort.ts";
import { Problem } from "../../lib/problem.ts";
import type { PlanWriter } from "./planWriter.ts";
import { type ToolOutcome, tools } from "./tools.ts";

/** Where unexpected failures are written; a pino logger fits. */
export interface AgentLog {
  error(fields: Record<string, unknown>, message: string): void;
}

/** What the log names a turn by. */
interface TurnIds {
  conversationId: string;
  /** The message that the turn answers. */
  sourceId: string;
}

const TOOL_TIMEOUT_MS = 10_000;
/** How often wrong arguments are shown to the model for another try. */
const REPAIRS = 1;

/**
 * Runs the calls of one turn. Never throws but for an abort: a refusal reaches the model word for word,
 * wrong arguments with what is wrong about them, anything else as a failure without details.
 */
export class ToolRunner {
  readonly #writer: PlanWriter;
  readonly #log: AgentLog | undefined;
  readonly #ids: TurnIds;
  #mistakes = 0;

  constructor(writer: PlanWriter, log: AgentLog | undefined, ids: TurnIds) {
    this.#writer = writer;
    this.#log = log;
    this.#ids = ids;
  }

  /** The model has had its second try and gets no tools any more. */
  get exhausted(): boolean {
    return this.#mistakes > REPAIRS;
  }

  async run(call: ToolCall): Promise<ToolOutcome> {
    const tool = tools.find(({ spec }) => spec.name === call.name);
    if (tool === undefined) {
      const names = tools.map(({ spec }) => spec.name).join(", ");
      return this.#mistake(`There is no tool ${call.name}. There are: ${names}.`);
    }
    const args = parseJson(call.arguments);
    if (!args.ok) return this.#mistake(`The arguments are no valid JSON: ${args.error}`);
    try {
      // A turn that is stopped waits for the write that is under way: what was written is told.
      const timeout = AbortSignal.timeout(TOOL_TIMEOUT_MS);
      return await abortable(tool.run(args.value, this.#writer), timeout);
    } catch (error) {
      if (error instanceof z.ZodError)
        return this.#mistake(`The arguments are wrong.\n${z.prettifyError(error)}`);
      if (error instanceof Problem) return { steps: [], report: error.message };
      this.#log?.error(
        { ...this.#ids, err: error, tool: call.name },
        "A tool of the planner failed",
      );
      return {
        steps: [],
        report: "The tool failed on our side. Tell the person that it was not saved.",
      };
    }
  }

  #mistake(what: string): ToolOutcome {
    this.#mistakes += 1;
    const next = this.exhausted
      ? "Do not call it again. Tell the person that it was not saved."
      : "Call the tool again with the mistake corrected.";
    return { steps: [], report: `${what}\n${next}` };
  }
}

/** Some models send nothing where a tool takes no arguments. */
function parseJson(text: string): { ok: true; value: unknown } | { ok: false; error: string } {
  try {
    return { ok: true, value: text.trim() === "" ? {} : JSON.parse(text) };
  } catch (error) {
    return { ok: false, error: error instanceof Error ? error.message : "unreadable" };
  }
}
