import { hiddenShare } from "./figures.ts";
import { quantiles, type Quantiles } from "./quantiles.ts";
import type { Run } from "./run.ts";

/** The figures of a run, as the table and the JSON have them. Milliseconds, bytes and shares. */
export interface Summary {
  conversations: number;
  ending: Run["ending"];
  database: "embedded" | "server";
  /** Turns that were measured, and turns in which something was missing or refused. */
  turns: number;
  faults: number;
  totalMs: Quantiles;
  overheadMs: Quantiles;
  /** Where the time goes: medians, in the order in which it passes. */
  parts: Record<"silence" | "toRecognition" | "toThinking" | "toSpeech" | "toClient", Quantiles>;
  hiddenShare: number;
  bargeInMs: Quantiles;
  commandMs: Quantiles;
  readyMs: Quantiles;
  coresAConversation: number;
  cores: number;
  rss: number;
  rssPeak: number;
  rssIdle: number;
  rssAConversation: number;
  clientLagMs: number;
  providerLagMs: number;
}

export function summaryOf(run: Run): Summary {
  const { conversations, ending, databaseUrl, figures, seen, use, rssIdle, readyMs } = run;
  const of = (pick: (one: Run["figures"][number]) => number) => quantiles(figures.map(pick));
  return {
    conversations,
    ending,
    database: databaseUrl === null ? "embedded" : "server",
    turns: figures.length,
    faults: seen.filter(({ fault, firstAudioAt }) => fault ?? firstAudioAt === null).length,
    totalMs: of(({ totalMs }) => totalMs),
    overheadMs: of(({ overheadMs }) => overheadMs),
    parts: {
      silence: of(({ silenceMs }) => silenceMs),
      toRecognition: of(({ toRecognitionMs }) => toRecognitionMs),
      toThinking: of(({ toThinkingMs }) => toThinkingMs),
      toSpeech: of(({ toSpeechMs }) => toSpeechMs),
      toClient: of(({ toClientMs }) => toClientMs),
    },
    hiddenShare: quantiles(figures.map(hiddenShare)).median,
    bargeInMs: quantiles(seen.flatMap(({ silencedAfterMs }) => silencedAfterMs ?? [])),
    commandMs: quantiles(
      seen.flatMap(({ commandAt, transcriptAt }) =>
        commandAt === null || transcriptAt === null ? [] : commandAt - transcriptAt,
      ),
    ),
    readyMs: quantiles(readyMs),
    coresAConversation: use.cores / conversations,
    cores: use.cores,
    rss: use.rss,
    rssPeak: use.rssPeak,
    rssIdle,
    rssAConversation: Math.max(0, use.rss - rssIdle) / conversations,
    clientLagMs: run.clientLagMs,
    providerLagMs: run.providerLagMs,
  };
}
