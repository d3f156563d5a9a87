import { z } from "zod";
import { INPUT_SAMPLE_RATE, MAX_MESSAGE_LENGTH, OPUS_SAMPLE_RATE } from "./audio.ts";
import type { Change } from "./change.ts";
import type { Conversation } from "./conversation.ts";
import type { ConversationEvent } from "./events.ts";
import { Id } from "./ids.ts";
import { Modality } from "./message.ts";
import type { WireProblem } from "./problem.ts";
import { Text } from "./text.ts";
import { SpeechRate, VoiceName } from "./voice.ts";

const PlayedMs = z.number().min(0).max(86_400_000);
const FrameCount = z.int().min(0).max(1_000_000);
/** What the database numbers events with. */
const MAX_SEQ = 2_147_483_647;
const Side = z.enum(["client", "server"]);
const UtteranceBegun = z.object({
  utteranceId: Id,
  endpointing: Side.default("client"),
  vad: Side.default("client"),
});

/** What a client may send, by event name. Each is acknowledged with an {@link Ack}. */
export const clientRequests = {
  "conversation.open": z
    .object({
      conversationId: Id.optional(),
      projectId: Id.optional(),
      afterSeq: z.int().min(0).max(MAX_SEQ).optional(),
      speech: z.boolean().optional(),
      voice: VoiceName.optional(),
      rate: SpeechRate.optional(),
      changes: z.boolean().optional(),
      condensed: z.boolean().optional(),
    })
    .describe(
      "Opens or begins a conversation on this connection and subscribes to its events. `afterSeq` asks only for the events after that number. With `speech: false` replies are not spoken to this connection; `voice` and `rate` say how they are. With `changes: true` it is told of every change to the person's projects, plans and conversations, and to what is remembered of a project. With `condensed: true` the answer leaves out events that later ones have made pointless (the words of replies that have ended, all states and drafts but the newest, what was heard before it was understood): numbers up to `conversation.lastSeq` that are missing then are no gap.",
    ),
  "utterance.start": z
    .discriminatedUnion("encoding", [
      UtteranceBegun.extend({
        encoding: z.literal("pcm_s16le"),
        sampleRate: z.literal(INPUT_SAMPLE_RATE),
      }),
      UtteranceBegun.extend({
        encoding: z.literal("opus"),
        sampleRate: z.literal(OPUS_SAMPLE_RATE),
      }),
    ])
    .describe(
      'Somebody begins to speak. With `encoding: "opus"` each frame is one Opus packet, and all that counts frames counts packets. With `endpointing: "server"` the server decides after a pause when it is over and says so with `utterance.ended`; with `vad: "server"` it also finds the pauses.',
    ),
  "utterance.audio": z
    .object({ utteranceId: Id, seq: z.int().min(0) })
    .describe("Followed by the frame as binary. `seq` counts the utterance's frames from 0."),
  "utterance.pause": z
    .object({ utteranceId: Id, frames: FrameCount })
    .describe("Silence has begun after so many frames; it may be the end."),
  "utterance.resume": z.object({ utteranceId: Id }).describe("It was not the end."),
  "utterance.end": z
    .object({ utteranceId: Id, frames: FrameCount })
    .describe(
      "The utterance is its first `frames` frames. Acknowledged once it would survive a crash of the server.",
    ),
  "utterance.cancel": z.object({ utteranceId: Id }).describe("It was not speech."),
  "message.send": z
    .object({
      messageId: Id,
      text: Text().trim().min(1).max(MAX_MESSAGE_LENGTH),
      modality: Modality.default("text"),
    })
    .describe(
      'Something typed, or with `modality: "voice"` recognised by the browser. Acknowledged once it would survive a crash of the server.',
    ),
  "speech.set": z
    .object({
      voice: VoiceName.optional(),
      rate: SpeechRate.optional(),
      speech: z.boolean().optional(),
    })
    .describe(
      "Changes how replies are spoken to this connection, and whether they are; from the next sentence on. What is not given stays as it was.",
    ),
  "reply.stop": z
    .object({ replyId: Id, playedMs: PlayedMs })
    .describe("Barge-in or the stop button: ends the reply; what was played of it is kept."),
  "reply.played": z
    .object({ replyId: Id, playedMs: PlayedMs })
    .describe("So much of the reply's speech has been played."),
} as const;

export type RequestName = keyof typeof clientRequests;
/** A request as the server sees it, defaults filled in. */
export type Request<N extends RequestName> = z.output<(typeof clientRequests)[N]>;
/** A request as a client writes it. */
export type RequestInput<N extends RequestName> = z.input<(typeof clientRequests)[N]>;

export interface OpenedConversation {
  conversation: Conversation;
  events: ConversationEvent[];
}

/** What a request is answered with, beside `ok: true`. */
export type Answer<N extends RequestName> = N extends "conversation.open"
  ? OpenedConversation
  : Record<never, never>;

export type Ack<N extends RequestName = RequestName> =
  ({ ok: true } & Answer<N>) | { ok: false; problem: WireProblem };

/** Goes before each binary frame of reply audio. `seq` counts the reply's frames from 0. */
export const ReplyAudio = z.object({
  replyId: Id,
  seq: z.int().min(0),
  encoding: z.literal("pcm_s16le"),
  sampleRate: z.int().min(8000).max(48_000),
  /** On the first frame of a sentence: the words that it begins. */
  text: z.string().optional(),
  /** So much audio before this frame was dropped, because the connection was too slow for it. */
  droppedMs: z.number().min(0).optional(),
});
export type ReplyAudio = z.infer<typeof ReplyAudio>;

type Acknowledge<N extends RequestName> = (ack: Ack<N>) => void;

/** Socket.IO's maps of events, for typed sockets on both sides. */
export type ClientToServer = {
  [N in RequestName]: N extends "utterance.audio"
    ? (request: RequestInput<N>, frame: Uint8Array, acknowledge: Acknowledge<N>) => void
    : (request: RequestInput<N>, acknowledge: Acknowledge<N>) => void;
};
export interface ServerToClient {
  event: (event: ConversationEvent) => void;
  changed: (change: Change) => void;
  "reply.audio": (header: ReplyAudio, frame: Uint8Array) => void;
  /** Goes before the end of a connection that the server lets go; nothing follows it. */
  "connection.closing": (why: WireProblem) => void;
}
