import { Id } from "@voiceplan/protocol";
import { Router, type Request, type Response } from "express";
import { z } from "zod";
import { parseRequest } from "../lib/parseRequest.ts";

type Method = "get" | "post" | "put" | "delete";
type Shape = z.ZodObject;

/** What a route takes, what it answers and who does it; the router and the OpenAPI document derive from it. */
interface OperationSpec<
  P extends Shape,
  Q extends Shape,
  B extends z.ZodType,
  A extends z.ZodType,
> {
  method: Method;
  /** As Express writes it, under the path of its group: `/:id/versions`. */
  path: string;
  /** What it does, in a few words. */
  summary: string;
  params?: P;
  query?: Q;
  /** JSON that the request carries. */
  body?: B;
  /** A file that `run` reads itself from the request: see `uploadedFile`. */
  upload?: Upload;
  /** 200 unless it says otherwise. 204 answers nothing. */
  status?: 200 | 201 | 202 | 204;
  /** JSON that it answers with. */
  answer?: A;
  /** Other things it may answer with, by media type: `run` writes them itself and resolves to undefined. */
  media?: readonly string[];
  run: (input: OperationInput<P, Q, B>) => Promise<z.input<A> | undefined> | z.input<A> | undefined;
}

export interface Upload {
  /** Of the body that is the file, such as `audio/*`. */
  media: string;
  /** Of the form that has the file in it. */
  field: string;
}

export interface OperationInput<P extends Shape, Q extends Shape, B extends z.ZodType> {
  params: z.output<P>;
  query: z.output<Q>;
  body: z.output<B>;
  request: Request;
  response: Response;
}

/** A route as the OpenAPI document shows it, and how it is served. */
export interface Operation {
  method: Method;
  path: string;
  summary: string;
  params: Shape;
  query: Shape;
  body: z.ZodType | null;
  upload: Upload | null;
  status: number;
  answer: z.ZodType | null;
  media: readonly string[];
  serve: (request: Request, response: Response) => Promise<void>;
}

/** `/:id` of a project, a plan, a conversation. */
export const ById = z.object({ id: Id });
const nothing = z.object({});

export function operation<
  P extends Shape = typeof nothing,
  Q extends Shape = typeof nothing,
  B extends z.ZodType = z.ZodUndefined,
  A extends z.ZodType = z.ZodUndefined,
>(spec: OperationSpec<P, Q, B, A>): Operation;
export function operation(spec: OperationSpec<Shape, Shape, z.ZodType, z.ZodType>): Operation {
  const { method, path, summary, params = nothing, query = nothing, body = null } = spec;
  const { upload = null, status = 200, answer = null, media = [], run } = spec;
  return {
    method,
    path,
    summary,
    params,
    query,
    body,
    upload,
    status,
    answer,
    media,
    async serve(request, response) {
      const result = await run({
        params: parseRequest(params, request.params),
        query: parseRequest(query, request.query),
        body: body ? parseRequest(body, request.body) : undefined,
        request,
        response,
      });
      if (response.headersSent) return;
      if (status === 204) response.status(204).end();
      else if (result !== undefined) response.status(status).json(result);
    },
  };
}

/** Operations under one path, under the heading that the document gives them. */
export interface OperationGroup {
  /** Such as `/api/projects`. */
  path: string;
  tag: string;
  operations: readonly Operation[];
}

/** Serves a group's operations, in the order in which they stand. */
export function routerOf({ operations }: OperationGroup): Router {
  const router = Router();
  for (const { method, path, serve } of operations) router[method](path, serve);
  return router;
}
