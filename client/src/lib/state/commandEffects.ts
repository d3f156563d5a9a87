import type { ConversationEvent } from "@voiceplan/protocol";
import { rates, volumes, type Scale } from "./speechSettings.svelte.ts";
import type { View } from "./view.ts";

type CommandEvent = Extract<ConversationEvent, { type: "command" }>;

/** What commands can do to a page. */
export interface CommandTarget {
  readonly rate: number;
  readonly volume: number;
  setRate(rate: number): void;
  setVolume(volume: number): void;
  /** What is being said is not wanted any longer. */
  fallSilent(): void;
  showPlan(): void;
  listen(mode: "hands-free" | "off"): void;
  /** Fetches a file of this server. */
  download(path: string): void;
}

/** Does what a command asks of the page that gave it, beside what the conversation shows of it. */
export function takeEffect({ command, args, result }: CommandEvent, page: CommandTarget): void {
  switch (command) {
    case "speech.rate":
      return page.setRate(stepped(page.rate, args.direction === "faster", rates));
    case "speech.volume":
      return page.setVolume(stepped(page.volume, args.direction === "louder", volumes));
    case "speech.skip":
      // Where a plan is read on, the reply that does so may be heard already.
      return result.section === undefined ? page.fallSilent() : undefined;
    case "speech.stop":
      return page.fallSilent();
    case "listening.stop":
      return page.listen("off");
    case "listening.start":
      return page.listen("hands-free");
    case "plan.open":
    case "plan.read":
      return page.showPlan();
    case "plan.export":
      // Only what this server itself serves is fetched.
      if (typeof result.url === "string" && /^\/api\//.test(result.url)) page.download(result.url);
      return;
    default:
  }
}

/**
 * The conversation that was asked for with "new conversation", once the reply to that has ended: its
 * words are still to be heard. Null: the reply was to something else, or to somebody in another tab.
 */
export function conversationAskedFor(
  { entries }: View,
  replyId: string,
  isOurs: (sourceId: string) => boolean,
): string | null {
  const reply = entries.find((entry) => entry.kind === "reply" && entry.id === replyId);
  if (reply?.kind !== "reply" || !isOurs(reply.sourceId ?? "")) return null;
  const command = entries.find(
    (entry) => entry.kind === "command" && entry.sourceId === reply.sourceId,
  );
  if (command?.kind !== "command" || command.command !== "conversation.new") return null;
  const { conversationId } = command.result;
  return typeof conversationId === "string" ? conversationId : null;
}

function stepped(value: number, up: boolean, { min, max, step }: Scale): number {
  return Math.min(max, Math.max(min, value + (up ? step : -step)));
}
