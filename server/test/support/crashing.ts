import { setTimeout as delay } from "node:timers/promises";
import type { ConversationEvent } from "@voiceplan/protocol";
import { expect } from "vitest";
import { ConversationClient } from "./conversationClient.ts";
import type { TestServer } from "./serverProcess.ts";

/** What a person says, typed or spoken; sent again under the same id until it is acknowledged. */
export interface Step {
  id: string;
  say: { text: string } | { frames: readonly Uint8Array[] };
  /** When the plug is pulled: so long after the step began, or right when it is acknowledged. */
  kill: { afterMs: number } | "acknowledged" | null;
  /** Whether it is sent again after the crash although it had been acknowledged. */
  again: boolean;
}

/**
 * A person who works through a script while the server is killed under them. Comes back after each
 * crash with the number of the last event that was seen, and sends again what was not acknowledged.
 */
export class PersistentPerson {
  readonly #server: TestServer;
  readonly #seen: ConversationEvent[] = [];
  readonly #conversationId: string;
  #client: ConversationClient;

  private constructor(server: TestServer, client: ConversationClient) {
    this.#server = server;
    this.#client = client;
    this.#conversationId = client.id;
  }

  static async arrive(server: TestServer): Promise<PersistentPerson> {
    return new PersistentPerson(server, await ConversationClient.open(server.url));
  }

  get conversationId(): string {
    return this.#conversationId;
  }

  /** Every event that was ever seen, over all connections. */
  get log(): ConversationEvent[] {
    return [...this.#seen, ...this.#client.events];
  }

  /** Does one step; resolves when it has been answered completely. */
  async take(step: Step): Promise<void> {
    const sent = this.#send(step);
    if (step.kill === null) {
      await sent;
    } else {
      // A request that the crash cut off is no fault; the step is sent again then.
      const isAcknowledged = sent.then(
        () => true,
        () => false,
      );
      await (step.kill === "acknowledged" ? sent : delay(step.kill.afterMs));
      await this.#server.process.kill();
      const isKept = await isAcknowledged;
      await this.#comeBack();
      if (!isKept || step.again) await this.#send(step);
    }
    await this.#client.when(`a completed reply to ${step.id}`, () =>
      completedReply(this.log, step.id),
    );
    const { seq } = this.log.findLast((event) => event.type === "reply.ended") ?? { seq: 0 };
    await this.#client.when("listening", () =>
      this.log.find((e) => e.type === "state" && e.state === "listening" && e.seq > seq),
    );
  }

  leave(): void {
    this.#client.close();
  }

  async #send({ id, say }: Step): Promise<void> {
    if ("text" in say) await this.#client.say(say.text, id);
    else await this.#client.utter(say.frames, id);
  }

  async #comeBack(): Promise<void> {
    this.#client.close();
    const afterSeq = this.#client.lastSeq;
    this.#seen.push(...this.#client.events);
    await this.#server.crash();
    this.#client = await ConversationClient.open(this.#server.url, {
      conversationId: this.#conversationId,
      afterSeq,
    });
  }
}

/** The id of the reply that answered it completely. */
function completedReply(log: readonly ConversationEvent[], sourceId: string): string | undefined {
  const replies = log.flatMap((event) =>
    event.type === "reply.started" && event.sourceId === sourceId ? [event.replyId] : [],
  );
  return replies.find((replyId) =>
    log.some(
      (event) =>
        event.type === "reply.ended" && event.replyId === replyId && event.outcome === "completed",
    ),
  );
}

/** Insists that the log answers every step exactly once and says nothing twice. */
export function expectEachOnce(log: readonly ConversationEvent[], steps: readonly Step[]): void {
  expect(log.map(({ seq }) => seq)).toEqual(log.map((_, at) => at + 1));
  const messages = log.flatMap((event) => (event.type === "message" ? [event.message] : []));
  const spoken = steps.filter(({ say }) => "frames" in say).map(({ id }) => id);

  expect(messages.filter(({ role }) => role === "user").map(({ id }) => id)).toEqual(
    steps.map(({ id }) => id),
  );
  const ids = (type: "utterance.ended" | "transcript") =>
    log.flatMap((event) => (event.type === type ? [event.utteranceId] : []));
  expect(ids("utterance.ended")).toEqual(spoken);
  expect(ids("transcript")).toEqual(spoken);

  const ended = log.filter((event) => event.type === "reply.ended");
  const started = log.filter((event) => event.type === "reply.started");
  expect(ended.map(({ replyId }) => replyId).toSorted()).toEqual(
    started.map(({ replyId }) => replyId).toSorted(),
  );
  const completed = ended.filter(({ outcome }) => outcome === "completed");
  const sourceOf = new Map(started.map(({ replyId, sourceId }) => [replyId, sourceId]));
  expect(completed.map(({ replyId }) => sourceOf.get(replyId))).toEqual(steps.map(({ id }) => id));
  expect(ended.filter(({ outcome }) => outcome === "interrupted")).toEqual([]);
  // Whoever speaks while the end of a completed reply is still being played cuts what is kept of it: its
  // message comes again, with what was heard.
  const replies = messages.filter(({ role }) => role === "assistant");
  expect([...new Set(replies.map(({ id }) => id))]).toEqual(
    completed.map(({ replyId }) => replyId),
  );
  for (const { replyId, text } of completed) {
    const kept = replies.filter(({ id }) => id === replyId).map(({ content }) => content);
    expect(kept[0]).toBe(text);
    for (const [at, heard] of kept.entries()) {
      expect((kept[at - 1] ?? text).startsWith(heard)).toBe(true);
    }
  }

  const keys = log.flatMap((event) => {
    if (event.type === "command") return [`command ${event.sourceId}`];
    if (event.type === "plan.saved") return [`plan ${event.planId} ${event.version}`];
    return [];
  });
  expect(keys).toEqual([...new Set(keys)]);
}
