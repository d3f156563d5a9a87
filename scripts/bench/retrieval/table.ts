import { machine } from "../machine.ts";
import type { Quantiles } from "../quantiles.ts";
import { markdownTable } from "../table.ts";
import type { RetrievalSummary, Size } from "./run.ts";
import type { Timed } from "./measure.ts";

const names = { embedded: "the embedded database", server: "Postgres" } as const;
const ms = (value: number): string => value.toFixed(1);
const three = ({ median, p95, p99 }: Quantiles): string =>
  `${ms(median)} / ${ms(p95)} / ${ms(p99)}`;
const share = (value: number): string => value.toFixed(3);

/** The tables with what they mean, as Markdown. */
export function retrievalReport({ database, sizes }: RetrievalSummary): string {
  const models = Map.groupBy(sizes, ({ model }) => model);
  const tables = [...models].flatMap(([model, ofModel]) => [
    `${model}:`,
    timesTable("what is asked", ofModel, ({ recall }) => recall),
    timesTable("a part of it", ofModel, ({ parts }) => parts),
    foundTable(ofModel),
  ]);
  return [
    `With ${names[database]}, on ${machine()}. Median / p95 / p99 in milliseconds, one query at a time.`,
    ...tables,
  ].join("\n\n");
}

const count = ({ passages }: Pick<Size, "passages">): string => passages.toLocaleString("en");

function timesTable(
  title: string,
  sizes: readonly Size[],
  of: (size: Size) => readonly Timed[],
): string {
  const rows = (sizes[0] ? of(sizes[0]) : []).map(({ name }, at) => [
    name,
    ...sizes.map((size) => {
      const timed = of(size)[at];
      return timed ? three(timed.ms) : "";
    }),
  ]);
  return markdownTable([[title, ...sizes.map((size) => `${count(size)} passages`)], ...rows]);
}

function foundTable(sizes: readonly Size[]): string {
  return markdownTable([
    [
      ...[
        "passages",
        "read in, a second",
        "signs held after",
        "found of the first ten",
        "of fifty",
      ],
      ...["of ten by a graph", "of fifty", "ms", "made in"],
    ],
    ...sizes.map(({ found, foundByGraph: byGraph, ...size }) => [
      ...[count(size), size.perSecond.toFixed(0), `${size.heldInMs.toFixed(0)} ms`],
      ...[share(found.ofTen), share(found.ofFifty)],
      ...(byGraph
        ? [
            ...[share(byGraph.ofTen), share(byGraph.ofFifty), three(byGraph.ms)],
            `${(byGraph.madeInMs / 1000).toFixed(0)} s`,
          ]
        : ["", "", "", ""]),
    ]),
  ]);
}
