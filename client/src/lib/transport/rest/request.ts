import * as wire from "virtual:wire-schemas";
import { ClientProblem } from "../clientProblem.ts";
import { misunderstood } from "../parse.ts";
import { isWire, type WireSchema } from "../wireSchema.ts";

export interface RequestOptions {
  /** GET, or POST where there is a body, unless it says otherwise. */
  method?: "GET" | "POST" | "PUT" | "DELETE";
  body?: object;
  /** Only where the thing is still what this names; otherwise `precondition_failed`. */
  ifMatch?: string | null;
}

/** What was asked for, and the name of its present state for `ifMatch`. */
export interface Tagged<T> {
  value: T;
  etag: string | null;
}

/** Rejects with a `ClientProblem`. */
export async function request<T>(
  schema: WireSchema<T>,
  path: string,
  options: RequestOptions = {},
): Promise<T> {
  return (await requestTagged(schema, path, options)).value;
}

/** Rejects with a `ClientProblem`. */
export async function requestTagged<T>(
  schema: WireSchema<T>,
  path: string,
  options: RequestOptions = {},
): Promise<Tagged<T>> {
  const response = await send(path, options);
  const value: unknown = await response.json().catch(() => null);
  if (!response.ok) throw refusal(value);
  if (isWire(schema, value)) return { value, etag: response.headers.get("etag") };
  throw misunderstood();
}

/** For what is answered with nothing. Rejects with a `ClientProblem`. */
export async function requestNothing(path: string, options: RequestOptions): Promise<void> {
  const response = await send(path, options);
  if (!response.ok) throw refusal(await response.json().catch(() => null));
}

/** The problem in the body of an answer that is none. */
export function refusal(value: unknown): ClientProblem {
  if (isWire(wire.httpProblem, value)) {
    return new ClientProblem(value.code, value.detail, { retryable: value.retryable });
  }
  return new ClientProblem("unavailable", "The server cannot answer just now. Try again.", {
    retryable: true,
  });
}

/** There is no answer. */
export function unreachable(cause?: unknown): ClientProblem {
  const message = "The server cannot be reached. Try again.";
  return new ClientProblem("unavailable", message, { retryable: true, cause });
}

async function send(path: string, { method, body, ifMatch }: RequestOptions): Promise<Response> {
  const headers = new Headers(body ? { "content-type": "application/json" } : {});
  if (ifMatch) headers.set("if-match", ifMatch);
  try {
    return await fetch(path, {
      method: method ?? (body ? "POST" : "GET"),
      headers,
      body: body ? JSON.stringify(body) : null,
    });
  } catch (cause) {
    throw unreachable(cause);
  }
}

/** `?a=1&b=2` of what is given; what is null, undefined or empty is left out. */
export function queryOf(fields: Record<string, string | number | null | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    if (value !== null && value !== undefined && value !== "") query.set(name, String(value));
  }
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}

/** An id as a part of a path. */
export function at(id: string): string {
  return encodeURIComponent(id);
}
