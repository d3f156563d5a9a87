import type { HttpProblem, ProblemCode } from "@voiceplan/protocol";
import type { ErrorRequestHandler, RequestHandler } from "express";
import { z } from "zod";
import type { Log } from "../lib/log.ts";
import { InvalidRequest } from "../lib/parseRequest.ts";
import { Problem } from "../lib/problem.ts";

const statuses: Record<ProblemCode, number> = {
  invalid_payload: 400,
  unknown_event: 400,
  conversation_not_open: 409,
  unknown_utterance: 404,
  frame_out_of_order: 409,
  frame_too_large: 413,
  utterance_too_long: 413,
  payload_too_large: 413,
  rate_limited: 429,
  unknown_reply: 404,
  not_found: 404,
  forbidden: 403,
  conflict: 409,
  precondition_failed: 412,
  not_understood: 422,
  no_recogniser: 503,
  no_voice: 503,
  recognition_failed: 502,
  speech_failed: 502,
  planner_failed: 502,
  unsupported_media: 415,
  unavailable: 503,
  internal: 500,
};

/** What Express and its parsers throw: an error that knows its own status. */
const HttpError = z.object({ status: z.int().min(400).max(499), message: z.string() });

const parserCodes: Partial<Record<number, ProblemCode>> = {
  413: "payload_too_large",
  415: "unsupported_media",
};

/** Every path under /api that nobody serves. */
export const noSuchPath: RequestHandler = (request) => {
  throw new Problem("not_found", `There is nothing at ${request.method} ${request.path}.`);
};

/** Answers whatever a handler threw as an RFC 9457 problem. The last handler of the app. */
export function answerProblems(log: Log): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    // Whoever asked is gone, and what they asked for was ended for that reason.
    if (response.destroyed) return;
    if (response.headersSent) return next(error);
    const problem = toHttp(error);
    const { method, path } = request;
    const { status, code } = problem;
    if (status >= 500) log.error({ err: error, method, path, code }, "A request failed");
    else log.debug({ method, path, status, code }, "A request was refused");
    response.status(problem.status).type("application/problem+json").json(problem);
  };
}

function toHttp(error: unknown): HttpProblem {
  if (error instanceof InvalidRequest) {
    return httpProblem(400, new Problem("invalid_payload", error.message), [...error.issues]);
  }
  const own = HttpError.safeParse(error);
  if (own.success && !(error instanceof Problem)) {
    const { status, message } = own.data;
    return httpProblem(status, new Problem(parserCodes[status] ?? "invalid_payload", message));
  }
  const problem = Problem.from(error);
  return httpProblem(statuses[problem.code], problem);
}

function httpProblem(
  status: number,
  problem: Problem,
  errors?: HttpProblem["errors"],
): HttpProblem {
  const { code, message, retryable } = problem;
  const title = code.replaceAll("_", " ");
  const { details } = problem;
  return {
    type: "about:blank",
    title,
    status,
    detail: message,
    code,
    retryable,
    errors,
    ...details,
  };
}
