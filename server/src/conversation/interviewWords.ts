import type { CommandName, Message } from "@voiceplan/protocol";
import type { LastReply, Match } from "../commands/command.ts";
import { bareFormat } from "../commands/planExport.ts";

/** What a command's words ask of an interview: in the interview's own words. */
const meanings: Partial<Record<CommandName, string>> = {
  "speech.skip": "skip",
  "speech.stop": "stop",
  "plan.next": "next",
  "plan.read": "read it back",
  summarize: "sum it up",
  undo: "go back",
};

/** Said to an interview these are answers: about the plan that it is going to write. */
const answers: ReadonlySet<CommandName> = new Set([
  "plan.rename",
  "plan.priority",
  "plan.estimate",
  "task.add",
]);

/** "Finish the plan" means the one that is being asked about; another is marked as completed. */
const finishing = /\b(?:finish|complete)\s+(?:the|this|my)\b/i;

/**
 * What a command means while an interview waits for an answer: the words for the interview, or null
 * where it is a command there too. "Skip" passes over the question, "high priority" answers it; "stop"
 * silences a reply that was being spoken, and otherwise pauses the interview.
 */
export function interviewWords(
  { command }: Match,
  { content }: Pick<Message, "content">,
  { lastReply }: { lastReply: LastReply | null },
): string | null {
  if (answers.has(command)) return content;
  // "CSV export" is a thing that is wanted, like any other.
  if (command === "plan.export" && bareFormat.test(content)) return content;
  if (command === "plan.status" && finishing.test(content)) return "that's all";
  const wasCut = lastReply !== null && lastReply.unheard !== "";
  if (command === "speech.stop" && wasCut) return null;
  return meanings[command] ?? null;
}
