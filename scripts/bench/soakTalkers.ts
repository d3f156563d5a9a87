import { setTimeout as delay } from "node:timers/promises";
import type { ConversationEvent } from "@voiceplan/protocol";
import type { Client } from "./client.ts";
import { heldBack } from "./slowNetwork.ts";
import type { FromSoakTalkers, SoakJob, ToSoakTalkers } from "./soakMessages.ts";
import { Talker } from "./talker.ts";
import type { TurnKind } from "./messages.ts";

/*
 * A process of the soak: people who talk for as long as it lasts, into replies now and then, over
 * connections that break or slow down. At the end each looks into what the server has kept.
 */

const SPREAD_MS = 9000;
const THINKS_MS = 1000;
const KINDS: readonly TurnKind[] = ["plan", "plan", "plan", "command"];
const BARGE_IN_CHANCE = 0.25;
/** Each of the two mishaps, in each turn. */
const MISHAP_CHANCE = 0.15;
const MISHAP_WITHIN_MS = 6000;
const SLOW_MS = 3000;

function tell(message: FromSoakTalkers): void {
  process.send?.(message);
}

async function soak({ url, conversations, minutes }: SoakJob): Promise<void> {
  const until = performance.now() + minutes * 60_000;
  const lost = await Promise.all(
    Array.from({ length: conversations }, async (_, conversation) => {
      await delay((SPREAD_MS * conversation) / conversations);
      const talker = new Talker({ url, conversation, ending: "server" });
      await talker.open();
      await converse(talker, until);
      const problems = accountFor(talker.utteranceIds, await talker.client.history());
      talker.close();
      return { utterances: talker.utteranceIds.length, problems };
    }),
  );
  const utterances = lost.reduce((sum, one) => sum + one.utterances, 0);
  tell({ type: "done", utterances, problems: lost.flatMap(({ problems }) => problems) });
}

async function converse(talker: Talker, until: number): Promise<void> {
  let canInterrupt = false;
  while (performance.now() < until) {
    const kind: TurnKind = canInterrupt ? "bargeIn" : pick(KINDS);
    const isLast = performance.now() + 2 * SPREAD_MS > until;
    canInterrupt = kind === "plan" && !isLast && Math.random() < BARGE_IN_CHANCE;
    const mishap = isLast ? Promise.resolve() : meetMishap(talker.client);
    await talker.turn(kind, canInterrupt ? "interruption" : "end");
    await mishap;
    if (!canInterrupt) await delay(THINKS_MS);
  }
}

async function meetMishap(client: Client): Promise<void> {
  const chance = Math.random();
  if (chance > 2 * MISHAP_CHANCE) return;
  await delay(Math.random() * MISHAP_WITHIN_MS);
  if (chance < MISHAP_CHANCE) client.socket.io.engine.close();
  else await heldBack(client.socket, SLOW_MS);
}

function pick<T>(choice: readonly T[]): T {
  const chosen = choice[Math.floor(Math.random() * choice.length)];
  if (chosen === undefined) throw new Error("There is nothing to choose from.");
  return chosen;
}

/** What is wrong with how the server has kept the utterances; nothing, if all is well. */
function accountFor(
  utteranceIds: readonly string[],
  events: readonly ConversationEvent[],
): string[] {
  return utteranceIds.flatMap((id) => {
    const transcripts = events.filter(
      (event) => event.type === "transcript" && event.final && event.utteranceId === id,
    );
    const messages = events.filter((event) => event.type === "message" && event.message.id === id);
    const replies = events.filter(
      (event) => event.type === "reply.started" && event.sourceId === id,
    );
    const replyIds = replies.flatMap((event) => ("replyId" in event ? event.replyId : []));
    const endings = events.filter(
      (event) => event.type === "reply.ended" && replyIds.includes(event.replyId),
    );
    const counts = [transcripts, messages, replies, endings].map(({ length }) => length);
    if (counts.every((count) => count === 1)) return [];
    return [`${id}: transcripts, messages, replies, endings: ${counts.join(", ")}`];
  });
}

process.on("message", ({ job }: ToSoakTalkers) => {
  soak(job).catch((error: unknown) => {
    console.error("The clients failed:", error);
    process.exit(1);
  });
});
process.on("disconnect", () => process.exit(0));
