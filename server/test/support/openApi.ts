import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { z } from "zod";

const Content = z.record(z.string(), z.object({ schema: z.unknown() }));
const Operation = z.object({
  operationId: z.string(),
  requestBody: z.object({ content: Content }).optional(),
  responses: z.record(z.string(), z.object({ content: Content.optional() })),
});
const Document = z.object({ paths: z.record(z.string(), z.record(z.string(), Operation)) });

/** One operation of the document, and whether an answer is what it says. */
export interface Described {
  id: string;
  method: string;
  /** Such as `/api/projects/{id}`. */
  path: string;
  hasBody: boolean;
  status: number;
  mediaTypes: readonly string[];
  /** What is wrong with a body of this status and media type; null: nothing. */
  faults(status: number, mediaType: string, body: unknown): string | null;
}

/** Reads the operations of an OpenAPI document. The schemas are checked by ajv. */
export function operationsOf(document: unknown): Described[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  ajv.addSchema({ $id: "openapi", ...z.record(z.string(), z.unknown()).parse(document) });
  const compiled = new Map<string, ValidateFunction>();
  const validator = (pointer: string): ValidateFunction => {
    const known = compiled.get(pointer) ?? ajv.compile({ $ref: `openapi#${pointer}` });
    compiled.set(pointer, known);
    return known;
  };
  return Object.entries(Document.parse(document).paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId, requestBody, responses }]): Described => {
      const [status = ""] = Object.keys(responses);
      return {
        id: operationId,
        method: method.toUpperCase(),
        path,
        hasBody: requestBody !== undefined,
        status: Number(status),
        mediaTypes: Object.keys(responses[status]?.content ?? {}),
        faults(answered, mediaType, body) {
          const key = answered === Number(status) ? status : "default";
          if (responses[key]?.content?.[mediaType] === undefined)
            return `${answered} with ${mediaType} is not described`;
          const pointer = ["paths", path, method, "responses", key, "content", mediaType, "schema"];
          const validate = validator(pointer.map((part) => `/${escaped(part)}`).join(""));
          return validate(body) ? null : ajv.errorsText(validate.errors);
        },
      };
    }),
  );
}

function escaped(part: string): string {
  return encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"));
}
