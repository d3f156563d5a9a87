import { z } from "zod";

const Port = z.coerce.number().int().min(0).max(65_535);
const Flag = z
  .enum(["true", "false", "1", "0"])
  .transform((flag) => flag === "true" || flag === "1");
const HttpUrl = z.url({ protocol: /^https?$/ });
const DatabaseUrl = z.url({ protocol: /^postgres(ql)?$/ });
const LogLevel = z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]);

interface Variable<S extends z.ZodType> {
  schema: S;
  /** How a person is told what may stand there. */
  allowed: string;
}

function variable<S extends z.ZodType>(schema: S, allowed: string): Variable<S> {
  return { schema, allowed };
}

const text = (fallback: string) => variable(z.string().default(fallback), "any text");
const optionalText = variable(z.string().optional(), "any text");

const variables = {
  PORT: variable(Port.default(3000), "a whole number from 0 to 65535"),
  HOST: variable(z.string().default("127.0.0.1"), "a host name or an address"),
  DATA_DIR: variable(z.string().default("./data"), "a folder"),
  DATABASE_URL: variable(DatabaseUrl.optional(), "a postgresql:// address, or nothing"),
  OPENAI_API_KEY: optionalText,
  OPENAI_BASE_URL: variable(HttpUrl.optional(), "an http:// or https:// address"),
  TRANSCRIPTION_MODEL: text("whisper-1"),
  TRANSCRIPTION_LANGUAGE: variable(
    z
      .string()
      .regex(/^[a-z]{2}$/)
      .default("en"),
    "a language of two letters, such as en",
  ),
  SPEECH_MODEL: text("gpt-4o-mini-tts"),
  SPEECH_VOICE: text("alloy"),
  ROUTER_API_KEY: optionalText,
  ROUTER_BASE_URL: variable(HttpUrl.optional(), "an http:// or https:// address"),
  PLANNING_MODEL: text("glm-4.5"),
  PLANNING_TEMPERATURE: variable(
    z.coerce.number().min(0).max(2).default(0.4),
    "a number from 0 to 2",
  ),
  PLANNING_MAX_TOKENS: variable(
    z.coerce.number().int().min(1).max(1_000_000).default(2200),
    "a whole number from 1 to 1000000",
  ),
  TEST_MODE: variable(Flag.default(false), "true or false"),
  LOG_LEVEL: variable(LogLevel.default("info"), LogLevel.options.join(", ")),
  FFMPEG_PATH: optionalText,
} as const;

type Settings = { [Name in keyof typeof variables]: z.output<(typeof variables)[Name]["schema"]> };
export type Config = Readonly<Settings>;

/** A variable has a value that it cannot have. The message is one line for the person. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/**
 * The settings of this process, from its environment. A variable that is set but empty counts as not
 * set. Throws a ConfigError that names the variable, the value and what is allowed.
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const settings: Record<string, unknown> = {};
  for (const [name, { schema, allowed }] of Object.entries(variables)) {
    const value = environment[name]?.trim();
    const parsed = schema.safeParse(value === "" ? undefined : value);
    if (!parsed.success) {
      const shown = name.endsWith("_KEY") || name === "DATABASE_URL" ? "what it is" : `"${value}"`;
      throw new ConfigError(`${name} cannot be ${shown}: allowed is ${allowed}.`);
    }
    settings[name] = parsed.data;
  }
  return Object.freeze(settings) as Config;
}

/** The configuration of the running process; nothing else reads `process.env`. */
export function readProcessConfig(): Config {
  return readConfig(process.env);
}
