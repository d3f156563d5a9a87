import { z } from "zod";

/** The part of JSON Schema that zod writes for the shapes of the protocol. */
const Schema = z.object({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  description: z.string().optional(),
  format: z.string().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  maxLength: z.number().optional(),
  default: z.unknown().optional(),
  required: z.array(z.string()).optional(),
  get anyOf() {
    return z.array(Schema).optional();
  },
  get oneOf() {
    return z.array(Schema).optional();
  },
  get allOf() {
    return z.array(Schema).optional();
  },
  get items() {
    return Schema.optional();
  },
  get properties() {
    return z.record(z.string(), Schema).optional();
  },
});
export type Schema = z.infer<typeof Schema>;

/** A zod schema as JSON Schema, seen from whoever writes the value (`input`) or reads it. */
export function jsonSchemaOf(schema: z.ZodType, io: "input" | "output"): Schema {
  return Schema.parse(z.toJSONSchema(schema, { io, unrepresentable: "any" }));
}

/** A shape in one line, such as `{ id: uuid, tags?: string[] }`. */
export function textOf(schema: Schema): string {
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives) return alternatives.map(textOf).join(" | ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (schema.type === "array") {
    const items = schema.items ? textOf(schema.items) : "unknown";
    return /[ |]/.test(items) ? `(${items})[]` : `${items}[]`;
  }
  if (schema.properties) return `{ ${fieldsOf(schema).map(fieldText).join(", ")} }`;
  if (schema.format) return schema.format;
  if (schema.type === undefined) return "any JSON";
  return `${[schema.type].flat().join(" | ")}${bounds(schema)}`;
}

interface Field {
  name: string;
  isOptional: boolean;
  schema: Schema;
}

/** The fields of an object; of one of several objects, each field with all the shapes that it may have. */
export function fieldsOf({ properties = {}, required = [], oneOf = [] }: Schema): Field[] {
  const [first, ...others] = oneOf.map(fieldsOf);
  if (first) return first.map((field) => withShapesOf(field, others.flat()));
  return Object.entries(properties).map(([name, schema]) => {
    return { name, isOptional: !required.includes(name), schema };
  });
}

function withShapesOf(field: Field, others: readonly Field[]): Field {
  const namesakes = others.filter(({ name }) => name === field.name).map(({ schema }) => schema);
  const isSame = namesakes.every((schema) => textOf(schema) === textOf(field.schema));
  return isSame ? field : { ...field, schema: { oneOf: [field.schema, ...namesakes] } };
}

function fieldText({ name, isOptional, schema }: Field): string {
  return `${name}${isOptional ? "?" : ""}: ${textOf(schema)}`;
}

/** Only bounds that somebody chose, not those of the number type itself. */
function bounds({ type, minimum, maximum, maxLength }: Schema): string {
  if (maxLength !== undefined) return `, at most ${maxLength} characters`;
  if (type !== "integer" && type !== "number") return "";
  const low = minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER ? minimum : null;
  const high = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER ? maximum : null;
  if (low !== null && high !== null) return ` from ${low} to ${high}`;
  return low === null ? "" : ` from ${low}`;
}
