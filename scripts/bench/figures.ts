import type { Exchange, TurnSeen } from "./messages.ts";
import { FLOOR_MS } from "./providerDelays.ts";

/** Where the time of one spoken turn went, in milliseconds. */
export interface TurnFigures {
  /** From the last sample of speech to the first audio of the reply. */
  totalMs: number;
  /** Until the client told of the silence: nobody can know before that it is one. */
  silenceMs: number;
  /** From there to the request for the transcription: the server's wait and ours. */
  toRecognitionMs: number;
  /** From the transcript at the provider to the request to the model. */
  toThinkingMs: number;
  /** From the first sentence's last token to the request for its speech. */
  toSpeechMs: number;
  /** From the first byte of speech at the provider to the client. */
  toClientMs: number;
  /** All of it that is neither silence nor the provider's. */
  overheadMs: number;
  /** How much of the provider's time had passed before the utterance was over. */
  hiddenMs: number;
}

/**
 * Brings together what the client saw of a turn and what the provider was asked in it. Null where
 * the turn did not get as far as speech.
 */
export function figuresOf(seen: TurnSeen, exchanges: readonly Exchange[]): TurnFigures | null {
  const { firstAudioAt, spokenAt, silenceToldAt, overAt } = seen;
  const speech = exchanges.find(({ role }) => role === "speech");
  const before = (role: Exchange["role"], at: number | undefined) =>
    exchanges.findLast((one) => one.role === role && one.at < (at ?? 0));
  const chat = before("chat", speech?.at);
  const transcription = before("transcription", chat?.at);
  const heardAt = transcription?.usefulAt ?? null;
  const thoughtAt = chat?.usefulAt ?? null;
  const saidAt = speech?.usefulAt ?? null;
  if (!transcription || !chat || !speech || firstAudioAt === null || overAt === null) return null;
  if (heardAt === null || thoughtAt === null || saidAt === null) return null;
  const totalMs = firstAudioAt - spokenAt;
  const silenceMs = silenceToldAt - spokenAt;
  const providerMs = heardAt - transcription.at + (thoughtAt - chat.at) + (saidAt - speech.at);
  const within = (from: number, to: number): number => Math.max(0, Math.min(to, overAt) - from);
  return {
    totalMs,
    silenceMs,
    toRecognitionMs: transcription.at - silenceToldAt,
    toThinkingMs: chat.at - heardAt,
    toSpeechMs: speech.at - thoughtAt,
    toClientMs: firstAudioAt - saidAt,
    overheadMs: totalMs - silenceMs - providerMs,
    hiddenMs: within(transcription.at, heardAt) + within(chat.at, thoughtAt),
  };
}

/** Share of the provider's time that nobody waits for any more when the utterance is over. */
export function hiddenShare({ hiddenMs }: TurnFigures): number {
  return hiddenMs / FLOOR_MS;
}
