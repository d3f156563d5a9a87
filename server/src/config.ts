import { z } from "zod";

const Port = z.coerce.number().int().min(0).max(65_535);
const Flag = z
  .enum(["true", "false", "1", "0"])
  .transform((flag) => flag === "true" || flag === "1");
const HttpUrl = z.url({ protocol: /^https?$/ });
const DatabaseUrl = z.url({ protocol: /^postgres(ql)?$/ });
const Language = z.string().regex(/^[a-z]{2}$/);
const Temperature = z.coerce.number().min(0).max(2);
const TokenCount = z.coerce.number().int().min(1).max(1_000_000);
const SilenceMs = z.coerce.number().int().min(200).max(10_000);
const LogLevel = z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]);

/** Asks for a key: set alone it changes nothing. */
export const DEFAULT_ROUTER_URL = "https://router.requesty.ai/v1";

const SILENCE = "a whole number of milliseconds from 200 to 10000";

/** Each variable's description is how a person is told what may stand there. */
const Settings = z
  .object({
    PORT: Port.default(3000).describe("a whole number from 0 to 65535"),
    HOST: z.string().default("127.0.0.1").describe("a host name or an address"),
    DATA_DIR: z.string().default("./data").describe("a folder"),
    DATABASE_URL: DatabaseUrl.optional().describe("a postgresql:// address, or nothing"),
    OPENAI_API_KEY: z.string().optional(),
    OPENAI_BASE_URL: HttpUrl.optional().describe("an http:// or https:// address"),
    TRANSCRIPTION_MODEL: z.string().default("whisper-1"),
    TRANSCRIPTION_LANGUAGE: Language.default("en").describe("two letters, such as en"),
    SPEECH_MODEL: z.string().default("gpt-4o-mini-tts"),
    SPEECH_VOICE: z.string().default("alloy"),
    ROUTER_API_KEY: z.string().optional(),
    ROUTER_BASE_URL: HttpUrl.default(DEFAULT_ROUTER_URL).describe("an http:// or https:// address"),
    PLANNING_MODEL: z.string().default("glm-4.5"),
    EMBEDDING_MODEL: z.string().default("embedding-001"),
    PLANNING_TEMPERATURE: Temperature.default(0.4).describe("a number from 0 to 2"),
    PLANNING_MAX_TOKENS: TokenCount.default(2200).describe("a whole number from 1 to 1000000"),
    ENDPOINT_MIN_MS: SilenceMs.default(500).describe(SILENCE),
    ENDPOINT_MAX_MS: SilenceMs.default(1500).describe(`${SILENCE}, no less than ENDPOINT_MIN_MS`),
    TEST_MODE: Flag.default(false).describe("true or false"),
    LOG_LEVEL: LogLevel.default("info").describe(LogLevel.options.join(", ")),
    LOG_SPEECH: Flag.default(false).describe("true or false"),
    FFMPEG_PATH: z.string().optional(),
    PATH: z.string().default(""),
  })
  .refine(({ ENDPOINT_MIN_MS: min, ENDPOINT_MAX_MS: max }) => min <= max, {
    path: ["ENDPOINT_MAX_MS"],
  });
export type Config = Readonly<z.infer<typeof Settings>>;

/** What must not be repeated in a message: it may hold a password. */
const SECRET = /_KEY$|^DATABASE_URL$/;

/** A variable has a value that it cannot have. The message is one line for the person. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/**
 * The settings of this process, from its environment. A variable that is set but empty counts as not
 * set. Throws a ConfigError that names the variable, the value and what is allowed.
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const values: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(environment))
    values[name] = value?.trim() || undefined;
  const parsed = Settings.safeParse(values);
  if (parsed.success) return Object.freeze(parsed.data);
  const name = Settings.keyof().parse(parsed.error.issues[0]?.path[0]);
  const allowed = Settings.shape[name].description ?? "any text";
  const shown = SECRET.test(name) ? "what it is" : `"${values[name] ?? ""}"`;
  throw new ConfigError(`${name} cannot be ${shown}: allowed is ${allowed}.`);
}

/** The configuration of the running process; nothing else reads `process.env`. */
export function readProcessConfig(): Config {
  return readConfig(process.env);
}
