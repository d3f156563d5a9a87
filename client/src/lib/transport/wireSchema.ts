/** The part of JSON Schema that the protocol's schemas turn into. */
interface JsonSchema {
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  allOf?: JsonSchema[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: JsonSchema;
  items?: JsonSchema;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  format?: string;
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
}

/** A schema of the protocol, as data. What it lets through is a `T`. */
export interface WireSchema<T> extends JsonSchema {
  /** Never there: it ties the schema to its type. */
  readonly output?: T;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const date = /^\d{4}-\d\d-\d\d$/;
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/;

const formats: Readonly<Record<string, (text: string) => boolean>> = {
  uuid: (text) => uuid.test(text),
  date: (text) => date.test(text) && isTime(text),
  "date-time": (text) => time.test(text) && isTime(text),
};

/**
 * Whether a value that came from outside has the shape it should have. Fields that the schema does not
 * name are let through.
 */
export function isWire<T>(schema: WireSchema<T>, value: unknown): value is T {
  return fits(schema, value, schema.$defs ?? {});
}

function fits(schema: JsonSchema, value: unknown, defs: Record<string, JsonSchema>): boolean {
  const holds = (inner: JsonSchema): boolean => fits(inner, value, defs);
  if (schema.$ref !== undefined) {
    const named = defs[schema.$ref.replace("#/$defs/", "")];
    return named !== undefined && holds(named);
  }
  const { type } = schema;
  if (type !== undefined && ![type].flat().some((name) => isOfType(name, value))) return false;
  if ("const" in schema && schema.const !== value) return false;
  if (schema.enum && !schema.enum.includes(value)) return false;
  if (schema.allOf && !schema.allOf.every(holds)) return false;
  const any = schema.anyOf ?? schema.oneOf;
  if (any && !any.some(holds)) return false;
  if (typeof value === "number") return isBetween(value, schema.minimum, schema.maximum);
  if (typeof value === "string") {
    const format = schema.format === undefined ? undefined : formats[schema.format];
    return isBetween(value.length, schema.minLength, schema.maxLength) && format?.(value) !== false;
  }
  if (Array.isArray(value)) {
    const { items } = schema;
    return !items || value.every((item) => fits(items, item, defs));
  }
  return !isObject(value) || fieldsFit(schema, value, defs);
}

function fieldsFit(
  { properties = {}, required = [], additionalProperties }: JsonSchema,
  value: Record<string, unknown>,
  defs: Record<string, JsonSchema>,
): boolean {
  if (!required.every((key) => Object.hasOwn(value, key))) return false;
  return Object.entries(value).every(([key, field]) => {
    const schema = Object.hasOwn(properties, key) ? properties[key] : additionalProperties;
    return !schema || field === undefined || fits(schema, field, defs);
  });
}

function isOfType(type: string, value: unknown): boolean {
  switch (type) {
    case "null":
      return value === null;
    case "array":
      return Array.isArray(value);
    case "object":
      return isObject(value);
    case "integer":
      return Number.isSafeInteger(value);
    case "number":
      return Number.isFinite(value);
    default:
      return typeof value === type;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isBetween(number: number, low = -Infinity, high = Infinity): boolean {
  return number >= low && number <= high;
}

function isTime(text: string): boolean {
  return !Number.isNaN(Date.parse(text));
}
