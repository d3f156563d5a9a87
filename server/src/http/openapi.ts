import { HttpProblem } from "@voiceplan/protocol";
import { z } from "zod";
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
} from "zod-openapi";
import type { Operation, OperationGroup, Upload } from "./operation.ts";

/** The OpenAPI 3.1 document of these routes, made from the schemas that parse and type them. */
export function openApiDocument(groups: readonly OperationGroup[], version: string) {
  const paths: ZodOpenApiPathsObject = {};
  for (const { path, tag, operations } of groups) {
    for (const operation of operations) {
      const name = `${path}${operation.path === "/" ? "" : operation.path}`.replace(
        /:(\w+)/g,
        "{$1}",
      );
      paths[name] = { ...paths[name], [operation.method]: toOpenApi(operation, tag, name) };
    }
  }
  return createDocument({
    openapi: "3.1.1",
    info: {
      title: "Voiceplan",
      version,
      description:
        "Projects, plans and conversations. Lists come in pages: `cursor` is the `nextCursor` of the page before. Problems are RFC 9457.",
      license: { name: "MIT", identifier: "MIT" },
    },
    tags: [...new Set(groups.map(({ tag }) => tag))].map((tag) => ({ name: tag })),
    paths,
  });
}

function toOpenApi(operation: Operation, tag: string, path: string): ZodOpenApiOperationObject {
  const { method, summary, params, query, body, upload, status, answer, media } = operation;
  return {
    operationId: operationId(method, path),
    tags: [tag],
    summary,
    requestParams: {
      ...(hasFields(params) ? { path: params } : {}),
      ...(hasFields(query) ? { query } : {}),
    },
    ...(body ? { requestBody: carrying({ "application/json": body }) } : {}),
    ...(upload ? { requestBody: carrying(fileIn(upload)) } : {}),
    responses: {
      [`${status}`]: {
        description: status === 204 ? "Done." : summary,
        ...(status === 204 ? {} : { content: contentOf(answer, media) }),
      },
      default: {
        description: "A problem: what happened and what to do.",
        content: { "application/problem+json": { schema: Problem } },
      },
    },
  };
}

/** In OpenAPI 3.1 a schema that says nothing stands for raw bytes. */
const bytes = {};

function fileIn({ media, field }: Upload) {
  const form = { type: "object", properties: { [field]: bytes }, required: [field] } as const;
  return { [media]: bytes, "multipart/form-data": form };
}

function carrying(schemas: Record<string, z.ZodType | object>) {
  const content: Record<string, { schema: z.ZodType | object }> = {};
  for (const [type, schema] of Object.entries(schemas)) content[type] = { schema };
  return { required: true, content };
}

const Problem = HttpProblem.meta({ id: "Problem" });

function contentOf(answer: z.ZodType | null, media: readonly string[]) {
  const content: Record<string, { schema: z.ZodType }> = {};
  if (answer) content["application/json"] = { schema: answer };
  for (const type of media) {
    const [bare = type] = type.split(";");
    content[bare] ??= { schema: bare.endsWith("json") ? z.unknown() : z.string() };
  }
  return content;
}

function hasFields(shape: z.ZodObject): boolean {
  return Object.keys(shape.shape).length > 0;
}

/** "getProjectsById", from what it does and where. */
function operationId(method: string, path: string): string {
  const words = path.replace(/^\/api\//, "").split("/");
  const named = words.map((word) => {
    const by = /^\{(\w+)\}$/.exec(word)?.[1];
    const plain = by === undefined ? word : `by-${by}`;
    return plain
      .split("-")
      .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
      .join("");
  });
  return method + named.join("");
}
