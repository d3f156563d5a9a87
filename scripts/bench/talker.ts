import { setTimeout as delay } from "node:timers/promises";
import { Client } from "./client.ts";
import { nowMs } from "./clock.ts";
import { nameOf } from "./marks.ts";
import type { Ending, TurnKind, TurnSeen } from "./messages.ts";
import { SpokenUtterance } from "./spokenUtterance.ts";
import { FRAME_MS, silentFrame, spokenFrames } from "./speech.ts";

/** After so much silence the client tells of a pause. */
const PAUSE_MS = 200;
/** A client that decides by itself has to wait longer, for it does not know the words. */
const CLIENT_ENDS_MS = 600;
/** Somebody who interrupts does it so long after the reply was first heard. */
const INTERRUPTS_AFTER_MS = 300;
/** After so much speech over a reply the client stops it for good. */
const STOPS_AFTER_MS = 600;
const PLAYED_INTERVAL_MS = 1000;
/** Numbers of utterances that a conversation has for itself. */
const UTTERANCES_A_CONVERSATION = 500;

export interface TalkerOptions {
  url: string;
  conversation: number;
  ending: Ending;
}

/** Somebody who talks with the server: speaks in real time, listens to the reply, thinks and goes on. */
export class Talker {
  readonly #client: Client;
  readonly #options: TalkerOptions;
  /** Of all that was said. */
  readonly utteranceIds: string[] = [];

  constructor(options: TalkerOptions) {
    this.#options = options;
    this.#client = new Client(options.url);
  }

  open(): Promise<void> {
    return this.#client.open();
  }

  get client(): Client {
    return this.#client;
  }

  close(): void {
    this.#client.close();
  }

  /** Says something, and listens to the answer to its end or so far that it can be interrupted. */
  async turn(kind: TurnKind, listensTo: "end" | "interruption"): Promise<TurnSeen> {
    const client = this.#client;
    const interrupted = kind === "bargeIn" ? this.#replyHeardLast() : null;
    client.fault = null;
    const { utterance, ...said } = await this.#speak(kind, interrupted);
    const seen: TurnSeen = { ...said, kind, ...NOTHING_SEEN };
    const utteranceId = utterance.id;
    const is = (type: "utterance.ended" | "transcript") =>
      client.until(
        (event) =>
          event.type === type &&
          event.utteranceId === utteranceId &&
          (event.type !== "transcript" || event.final),
      );
    seen.overAt = (await is("utterance.ended"))?.at ?? null;
    client.resend = () => undefined;
    seen.transcriptAt = (await is("transcript"))?.at ?? null;
    if (kind === "command") {
      const sourceId = utteranceId;
      const told = await client.until(
        (event) => event.type === "command" && event.sourceId === sourceId,
      );
      seen.commandAt = told?.at ?? null;
    }
    await this.#listen(utteranceId, seen, listensTo);
    seen.fault = client.fault;
    return seen;
  }

  #replyHeardLast(): string | null {
    return [...this.#client.speech.keys()].at(-1) ?? null;
  }

  async #speak(kind: TurnKind, interrupted: string | null) {
    const { conversation, ending } = this.#options;
    const id = conversation * UTTERANCES_A_CONVERSATION + this.utteranceIds.length;
    const frames = spokenFrames({ id, purpose: kind === "command" ? "command" : "plan" });
    const silence = Math.ceil((ending === "server" ? PAUSE_MS : CLIENT_ENDS_MS) / FRAME_MS);
    const total = frames.length + silence;
    const utterance = new SpokenUtterance(this.#client, ending);
    this.utteranceIds.push(utterance.id);
    const startedAt = nowMs();
    let spokenAt = startedAt;
    let onsetAt = startedAt;
    for (let seq = 0; seq < total; seq += 1) {
      // A frame is there when its last sample is.
      await delay(Math.max(0, startedAt + (seq + 1) * FRAME_MS - nowMs()));
      if (seq === 0) onsetAt = nowMs();
      utterance.push(frames[seq] ?? silentFrame);
      if (seq === frames.length - 1) spokenAt = nowMs();
      if (interrupted && seq === Math.floor(STOPS_AFTER_MS / FRAME_MS)) this.#stop(interrupted);
    }
    utterance.tellSilence();
    const silenceToldAt = nowMs();
    const heard = interrupted === null ? undefined : this.#client.speech.get(interrupted);
    const silencedAfterMs = heard ? Math.max(0, heard.lastAt - onsetAt) : null;
    return { utterance, name: nameOf(id), spokenAt, silenceToldAt, silencedAfterMs };
  }

  #stop(replyId: string): void {
    const { socket, speech, isOpen } = this.#client;
    const playedMs = nowMs() - (speech.get(replyId)?.firstAt ?? 0);
    // It may have been held and ended by then, which is as good.
    if (isOpen) socket.emit("reply.stop", { replyId, playedMs }, () => undefined);
  }

  async #listen(
    sourceId: string,
    seen: TurnSeen,
    listensTo: "end" | "interruption",
  ): Promise<void> {
    const client = this.#client;
    const started = await client.until(
      (event) => event.type === "reply.started" && event.sourceId === sourceId,
    );
    if (started?.event.type !== "reply.started") return;
    const { replyId } = started.event;
    const heard = await client.when(() => client.speech.get(replyId));
    if (!heard) return;
    seen.firstAudioAt = heard.firstAt;
    if (listensTo === "interruption") {
      await delay(INTERRUPTS_AFTER_MS);
      return;
    }
    const played = setInterval(() => {
      const playedMs = nowMs() - heard.firstAt;
      if (client.isOpen) client.socket.emit("reply.played", { replyId, playedMs }, () => undefined);
    }, PLAYED_INTERVAL_MS);
    await client.until((event) => event.type === "reply.ended" && event.replyId === replyId);
    clearInterval(played);
    const { firstAt, ms } = client.speech.get(replyId) ?? heard;
    await delay(Math.max(0, firstAt + ms - nowMs()));
    client.forget();
  }
}

const NOTHING_SEEN = {
  overAt: null,
  transcriptAt: null,
  commandAt: null,
  firstAudioAt: null,
  fault: null,
};
