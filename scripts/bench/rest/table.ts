import { machine } from "../machine.ts";
import { markdownTable } from "../table.ts";
import { PLANS, VERSIONS_EACH } from "./fill.ts";
import type { RestSummary } from "./run.ts";

const names = { embedded: "the embedded database", server: "Postgres" } as const;
const ms = (value: number): string => value.toFixed(1);

/** The table with what it means, as Markdown. */
export function restReport({ database, rows }: RestSummary): string {
  const versions = (PLANS * VERSIONS_EACH).toLocaleString("en");
  const what = `${PLANS.toLocaleString("en")} plans, ${versions} versions`;
  return [
    `With ${names[database]}, ${what}, on ${machine()}. Milliseconds, one read at a time.`,
    markdownTable([
      ["read", "median", "p95", "p99", "kB"],
      ...rows.map((row) => [
        row.name,
        ms(row.ms.median),
        ms(row.ms.p95),
        ms(row.ms.p99),
        row.kilobytes.toFixed(1),
      ]),
    ]),
  ].join("\n\n");
}
