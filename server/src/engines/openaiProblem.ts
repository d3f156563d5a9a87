import { APIConnectionError, APIError } from "openai";
import type { ProblemCode } from "@voiceplan/protocol";
import { Problem } from "../lib/problem.ts";
import { isRetryableStatus, parseRetryAfter } from "../lib/retry.ts";

/** What a role does differently when it talks to its provider. */
export interface OpenAiRole {
  /** The code of its problems. */
  code: ProblemCode;
  /** What it is, in a person's words, such as "speech recognition". */
  what: string;
}

/** Who is asked, for messages: a host and what is set where. */
export interface Provider extends OpenAiRole {
  host: string;
  model: string;
  hasKey: boolean;
  settings: { apiKey: string; baseUrl: string; model: string };
}

/** A failed request as a problem: what happened and what to do, without the key and without speech. */
export function problemOf(error: unknown, provider: Provider): Problem {
  const { code, host, what } = provider;
  if (error instanceof APIConnectionError) {
    return new Problem(
      code,
      `Could not reach ${host} for ${what}. Check the network and ${provider.settings.baseUrl}.`,
      { retryable: true, cause: outline(error) },
    );
  }
  if (isApiError(error)) {
    const { status } = error;
    const again = error.headers?.get("x-should-retry");
    const retryable =
      error.code !== "insufficient_quota" &&
      (again === "true" ||
        (again !== "false" && (status === undefined || isRetryableStatus(status))));
    const retryAfterMs = retryable ? retryAfter(error.headers) : null;
    return new Problem(code, explain(error, status, provider), {
      retryable,
      cause: outline(error),
      ...(retryAfterMs === null ? {} : { retryAfterMs }),
    });
  }
  // Anything else breaks while the body is read: a reset connection, or bytes that are no JSON.
  return new Problem(code, `The answer of ${host} for ${what} was cut off or garbled. Try again.`, {
    retryable: true,
    cause: outline(error),
  });
}

function explain(error: APIError, status: number | undefined, provider: Provider): string {
  const { host, what, model, hasKey, settings } = provider;
  if (error.code === "insufficient_quota" || status === 402) {
    return `The account behind ${settings.apiKey} has no credit left at ${host}.`;
  }
  if (error.code === "context_length_exceeded") {
    return `This is more than the model "${model}" can take in at once.`;
  }
  switch (status) {
    case 401:
      return hasKey
        ? `The key in ${settings.apiKey} was refused by ${host}. Set a valid key and restart.`
        : `${host} wants a key. Set ${settings.apiKey} and restart.`;
    case 403:
      return `${host} does not let this key use the model "${model}" for ${what}.`;
    case 404:
      return `${host} has no model "${model}" for ${what}. Check ${settings.model} and ${settings.baseUrl}.`;
    case 413:
      return `${host} refused the request for ${what}: it is too large.`;
    case 429:
      return `${host} is limiting requests for ${what}. Wait a moment, then try again.`;
    default:
      return status !== undefined && status < 500 && !isRetryableStatus(status)
        ? `${host} refused the request for ${what} (${status}). Check ${settings.model}.`
        : `${host} failed at ${what}${status === undefined ? "" : ` (${status})`}. Try again.`;
  }
}

function retryAfter(headers: Headers | undefined): number | null {
  const exact = Number(headers?.get("retry-after-ms") ?? Number.NaN);
  if (exact >= 0) return exact;
  return parseRetryAfter(headers?.get("retry-after") ?? null, Date.now());
}

/** What the SDK throws when a response says that something is wrong. */
function isApiError(error: unknown): error is APIError {
  return error instanceof APIError;
}

/**
 * What the log may know of an error. A provider's own message is left out: it may quote the key or
 * what was said.
 */
function outline(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(typeof error);
  const parts = [error.name];
  if (isApiError(error)) {
    for (const [name, value] of Object.entries({
      status: error.status,
      type: error.type,
      code: error.code,
      param: error.param,
      request: error.requestID,
    })) {
      if (value !== undefined && value !== null) parts.push(`${name}=${String(value)}`);
    }
  }
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if ("code" in cause && typeof cause.code === "string" && !(cause instanceof APIError)) {
      parts.push(cause.code);
    }
  }
  return new Error(parts.join(" "));
}
