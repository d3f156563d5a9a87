import type { Db } from "../db.ts";
import { Prisma } from "../generated/client.ts";
import { passes, type PassageFilter } from "./filter.ts";
import { DEPTH } from "./nearest.ts";

/** A lexeme that counts, and for which word of the query: of those for the same word the heaviest. */
export interface Lexeme {
  lexeme: string;
  weight: number;
  word: number;
  isSynonym: boolean;
}

/** Which passages are looked at: those with this lexeme, and with one of the others if there are any. */
export interface Choice {
  lexeme: string;
  withOneOf: readonly string[];
}

/** A passage that has the words. */
export interface Worded {
  id: string;
  /** Higher is better. */
  wordScore: number;
}

/** So many passages that have some of the words are looked at. */
export const COMMON = 1000;
/** So many of those that have all words are looked at before others, and so many of all are compared closely. */
const COMPLETE = 300;
const CLOSELY = 100;

/**
 * The best passages by their words, best first. However many have them, a bounded number is put in order.
 * They are chosen behind a fence: the limit would have the database read through all passages in the hope
 * that it is soon reached.
 */
export async function findByWords(
  db: Db,
  filter: PassageFilter,
  { lexemes, choices }: { lexemes: readonly Lexeme[]; choices: readonly Choice[] },
): Promise<Worded[]> {
  if (choices.length === 0) return [];
  const direct = lexemes.filter(({ isSynonym }) => !isSynonym);
  const all = [...new Set(direct.map(({ lexeme }) => quoted(lexeme)))].join(" & ");
  const any = choices.map(conditionOf).join(" | ");
  const sum = (mark: string) =>
    Prisma.join(
      direct.map(
        ({ lexeme, weight }) => Prisma.sql`CASE WHEN c.terms @@ ${quoted(lexeme) + mark}::tsquery
          THEN ${weight}::float8 ELSE 0 END`,
      ),
      " + ",
    );
  const having = (condition: Prisma.Sql) => Prisma.sql`
    SELECT c.id, ${sum("")} AS matched FROM memory_chunks c WHERE ${condition} AND ${passes(filter)}`;
  return db.$queryRaw<Worded[]>`
    WITH complete AS MATERIALIZED (${having(Prisma.sql`c.terms @@ ${all}::tsquery`)}),
    partial AS MATERIALIZED (
      ${having(Prisma.sql`c.terms @@ ${any}::tsquery AND NOT c.terms @@ ${all}::tsquery`)}),
    best AS (
      SELECT id, matched
      FROM ((SELECT * FROM complete LIMIT ${COMPLETE}::int)
        UNION ALL (SELECT * FROM partial LIMIT ${COMMON}::int)) looked
      ORDER BY matched DESC, id LIMIT ${CLOSELY}::int)
    SELECT id, (matched + 0.5 * (${sum(":AB")})) / (0.7 + 0.3 * length(c.terms) / 40.0) AS "wordScore"
    FROM best JOIN memory_chunks c USING (id) ORDER BY matched DESC, "wordScore" DESC, id LIMIT ${DEPTH}::int`;
}

function conditionOf({ lexeme, withOneOf }: Choice): string {
  if (withOneOf.length === 0) return quoted(lexeme);
  return `(${quoted(lexeme)} & (${withOneOf.map(quoted).join(" | ")}))`;
}

const quoted = (lexeme: string): string => `'${lexeme.replaceAll("'", "''")}'`;
