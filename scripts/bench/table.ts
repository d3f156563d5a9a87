import { FLOOR_MS } from "./providerDelays.ts";
import type { Quantiles } from "./quantiles.ts";
import type { Summary } from "./summary.ts";

/** A Markdown table, its columns padded so that it reads well in a terminal too. */
export function markdownTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(3, ...rows.map((row) => (row[column] ?? "").length)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${widths.map((width, column) => (cells[column] ?? "").padEnd(width)).join(" | ")} |`;
  const rule = widths.map((width) => "-".repeat(width));
  return [...rows.slice(0, 1), rule, ...rows.slice(1)].map(line).join("\n");
}

const PAUSE_MS = 200;
const MEGABYTE = 1024 * 1024;
const ms = (value: number): string => (Number.isFinite(value) ? value.toFixed(0) : "-");
const three = ({ median, p95, p99 }: Quantiles): string =>
  `${ms(median)} / ${ms(p95)} / ${ms(p99)}`;
const megabytes = (bytes: number): string => (bytes / MEGABYTE).toFixed(bytes < 1e7 ? 1 : 0);
const percent = (share: number): string => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;

function name({ conversations, ending, database }: Summary): string {
  const how = ending === "server" ? "" : ", ended by the client";
  return `${conversations}${how}${database === "server" ? ", Postgres" : ""}`;
}

export function latencyTable(summaries: readonly Summary[]): string {
  const head = [
    "conversations",
    "turns",
    "faults",
    "speech to speech",
    "floor",
    "of it ours",
    "provider's time hidden",
    "CPU, of a core",
    "a conversation",
    "RSS MB",
    "most",
    "MB a conversation",
  ];
  return markdownTable([
    head,
    ...summaries.map((one) => [
      name(one),
      String(one.turns),
      String(one.faults),
      three(one.totalMs),
      `${PAUSE_MS} + ${FLOOR_MS}`,
      three(one.overheadMs),
      percent(one.hiddenShare),
      percent(one.cores),
      percent(one.coresAConversation),
      megabytes(one.rss),
      megabytes(one.rssPeak),
      megabytes(one.rssAConversation),
    ]),
  ]);
}

/** Where the time goes beside the provider's own. */
export function partsTable(summaries: readonly Summary[]): string {
  return markdownTable([
    ["conversations", "silence", "to recognition", "to the model", "to the voice", "to the client"],
    ...summaries.map((one) => [
      name(one),
      three(one.parts.silence),
      three(one.parts.toRecognition),
      three(one.parts.toThinking),
      three(one.parts.toSpeech),
      three(one.parts.toClient),
    ]),
  ]);
}

export function othersTable(summaries: readonly Summary[], firstLoadBytes: number): string {
  const kilobytes = (firstLoadBytes / 1000).toFixed(0);
  return markdownTable([
    [
      "conversations",
      "barge-in",
      "command",
      "start to ready",
      "first load kB",
      "clients late",
      "provider late",
    ],
    ...summaries.map((one) => [
      name(one),
      three(one.bargeInMs),
      three(one.commandMs),
      ms(one.readyMs.median),
      kilobytes,
      ms(one.clientLagMs),
      ms(one.providerLagMs),
    ]),
  ]);
}
