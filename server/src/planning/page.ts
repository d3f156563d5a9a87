import { z } from "zod";
import { Problem } from "../lib/problem.ts";

/** A part of a list; `nextCursor` asks for the next part and is null in the last one. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

export interface PageRequest {
  /** At most so many items, from 1. */
  limit: number;
  /** The `nextCursor` of the part before; null for the first. */
  cursor: string | null;
}

interface Sorted {
  id: string;
  updatedAt: Date;
}

const Cursor = z.tuple([z.iso.datetime(), z.uuid()]);
const Place = z.int().min(0).max(10_000_000);

/** The order of the lists: most recently touched first, then by id. */
export const mostRecentFirst = [{ updatedAt: "desc" as const }, { id: "desc" as const }];

/** What a Prisma `where` needs beside its own conditions so that it goes on behind the cursor. */
export function afterCursor(cursor: string | null) {
  if (cursor === null) return {};
  const { id, updatedAt } = readCursor(cursor);
  // The first condition follows from the second; it is there for the index.
  return {
    updatedAt: { lte: updatedAt },
    OR: [{ updatedAt: { lt: updatedAt } }, { id: { lt: id } }],
  };
}

/** Makes a page of rows that were asked for with `take: limit + 1`. */
export function pageOf<R extends Sorted, T>(
  rows: readonly R[],
  limit: number,
  map: (row: R) => T,
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { items: shown.map(map), nextCursor: last ? writeCursor(last) : null };
}

/** The place in a list, from 0, at which a cursor of {@link pageAt} goes on. */
export function placeOf(cursor: string | null): number {
  return cursor === null ? 0 : read(cursor, Place);
}

/** Makes a page of rows that were asked for with `skip` and `take: limit + 1`. */
export function pageAt<R, T>(
  rows: readonly R[],
  { skip, limit }: { skip: number; limit: number },
  map: (row: R) => T,
): Page<T> {
  const nextCursor = rows.length > limit ? write(skip + limit) : null;
  return { items: rows.slice(0, limit).map(map), nextCursor };
}

function writeCursor({ id, updatedAt }: Sorted): string {
  return write([updatedAt, id]);
}

function readCursor(cursor: string): Sorted {
  const [updatedAt, id] = read(cursor, Cursor);
  return { id, updatedAt: new Date(updatedAt) };
}

function write(cursor: unknown): string {
  return Buffer.from(JSON.stringify(cursor)).toString("base64url");
}

function read<S extends z.ZodType>(cursor: string, schema: S): z.output<S> {
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
  } catch (cause) {
    throw new Problem("invalid_payload", "The cursor is not one this server gave out.", { cause });
  }
}
