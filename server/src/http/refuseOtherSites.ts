import type { RequestHandler } from "express";
import { isSameOrigin } from "../lib/sameOrigin.ts";
import { Problem } from "../lib/problem.ts";

/** A page of another site cannot use a person's browser to write here. */
export const refuseOtherSites: RequestHandler = (request, _response, next) => {
  if (isSameOrigin(request.headers)) return next();
  throw new Problem("forbidden", "Pages of other sites may not use this server.");
};
