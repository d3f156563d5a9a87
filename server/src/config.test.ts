import { expect, test } from "vitest";
import { readConfig } from "./config.ts";

test("an empty environment gives the documented defaults", () => {
  expect(readConfig({})).toMatchObject({
    PORT: 3000,
    HOST: "127.0.0.1",
    DATA_DIR: "./data",
    TRANSCRIPTION_MODEL: "whisper-1",
    SPEECH_MODEL: "gpt-4o-mini-tts",
    PLANNING_MODEL: "glm-4.5",
    PLANNING_TEMPERATURE: 0.4,
    PLANNING_MAX_TOKENS: 2200,
    TEST_MODE: false,
    LOG_SPEECH: false,
  });
});

test("a variable that is set to nothing counts as not set", () => {
  expect(readConfig({ PORT: "", DATABASE_URL: "  " })).toMatchObject({ PORT: 3000 });
});

test.each([
  ["PORT", "abc", /^PORT cannot be "abc": allowed is a whole number from 0 to 65535\.$/],
  ["PORT", "70000", /^PORT cannot be "70000"/],
  ["PLANNING_TEMPERATURE", "9", /^PLANNING_TEMPERATURE cannot be "9": allowed is a number from 0/],
  ["OPENAI_BASE_URL", "ftp://x", /^OPENAI_BASE_URL cannot be "ftp:\/\/x"/],
  ["TEST_MODE", "maybe", /^TEST_MODE cannot be "maybe": allowed is true or false\.$/],
  ["LOG_LEVEL", "loud", /^LOG_LEVEL cannot be "loud": allowed is fatal, error/],
  ["ENDPOINT_MIN_MS", "50", /^ENDPOINT_MIN_MS cannot be "50": allowed is a whole number of milli/],
  [
    "ENDPOINT_MAX_MS",
    "300",
    /^ENDPOINT_MAX_MS cannot be "300": .*, no less than ENDPOINT_MIN_MS\.$/,
  ],
])("%s=%s is refused in one line", (name, value, line) => {
  expect(() => readConfig({ [name]: value })).toThrow(line);
});

test("an address with a password in it is not repeated", () => {
  const read = () => readConfig({ DATABASE_URL: "mysql://me:secret@host/db" });
  expect(read).toThrow(/^DATABASE_URL cannot be what it is/);
  expect(read).not.toThrow(/secret/);
});
