// `npm run bench:memory`: how well what was planned before is found, by a labelled set.
import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { format, resolveConfig } from "prettier";
import { NgramEmbeddings } from "../server/src/engines/embedding/ngrams.ts";
import { OpenAiEmbeddings } from "../server/src/engines/embedding/openai.ts";
import { openTestDatabase, testServer } from "../server/test/support/database.ts";
import { emulatedMeaning, labelledSet } from "../server/test/support/labelled/labelledSet.ts";
import { measureSet, writeSet, type Quality } from "../server/test/support/labelled/measureSet.ts";
import { startProvider } from "../server/test/support/provider.ts";
import { markdownTable } from "./bench/table.ts";
import { inRoot } from "./lib/paths.mjs";
import { runScript } from "./lib/report.mjs";

const BEGIN = "<!-- memory: written by `npm run bench:memory -- --docs` -->";
const END = "<!-- end of memory -->";
const UNLIMITED = 1_000_000;

const percent = (share: number | undefined): string =>
  share === undefined ? "-" : `${(share * 100).toFixed(0)} %`;

function table(measured: readonly (readonly [embeddings: string, qualities: Quality[]])[]): string {
  const head = [
    "embeddings",
    "arm",
    "recall@5",
    "MRR",
    "false answers",
    "direct",
    "paraphrase",
    "typo",
  ];
  const rows = measured.flatMap(([embeddings, qualities]) =>
    qualities.map(({ arm, recallAt5, meanReciprocalRank, falseAnswers, byKind }) => [
      embeddings,
      arm,
      recallAt5.toFixed(3),
      meanReciprocalRank.toFixed(3),
      percent(falseAnswers),
      percent(byKind.direct),
      percent(byKind.paraphrase),
      percent(byKind.typo),
    ]),
  );
  return markdownTable([head, ...rows]);
}

async function writeDocs(text: string): Promise<void> {
  const file = inRoot("docs", "performance.md");
  const before = await readFile(file, "utf8");
  const [head = ""] = before.split(BEGIN);
  const [, tail] = before.split(END);
  if (tail === undefined) throw new Error(`${file} has lost its markers.`);
  const after = `${head}${BEGIN}\n\n${text}\n\n${END}${tail}`;
  await writeFile(file, await format(after, { ...(await resolveConfig(file)), filepath: file }));
}

await runScript(async () => {
  const { values } = parseArgs({
    options: {
      docs: { type: "boolean", default: false },
      /** Lists the queries that the hybrid arm gets wrong. */
      missed: { type: "boolean", default: false },
    },
  });
  const set = labelledSet();
  const database = await openTestDatabase();
  const provider = await startProvider({ embeddings: emulatedMeaning(set) });
  try {
    await writeSet(database.db, set);
    const emulated = new OpenAiEmbeddings({
      ...{ baseUrl: provider.baseUrl, apiKey: "sk", model: "emulated" },
      requestsPerMinute: UNLIMITED,
    });
    const measured: [string, Quality[]][] = [];
    for (const [name, engine] of [
      ["built-in", new NgramEmbeddings()],
      ["emulated provider", emulated],
    ] as const) {
      const qualities = await measureSet(database.db, set, engine);
      measured.push([name, qualities]);
      if (values.missed) console.log([name, ...(qualities.at(-1)?.missed ?? [])].join("\n"));
    }
    const where = testServer === null ? "the embedded database" : "Postgres";
    const text = `${set.queries.length} queries over ${set.projects.length} projects and ${set.plans.length} plans, on ${where}.\n\n${table(measured)}`;
    console.log(text);
    if (values.docs) await writeDocs(text);
  } finally {
    await provider.close();
    await database.close();
  }
  return 0;
});
