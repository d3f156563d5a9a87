import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { access, constants, mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { MAX_RECORDING_BYTES } from "@voiceplan/protocol";
import { SampleAssembler } from "./pcm.ts";
import { Problem } from "./problem.ts";

const SAMPLE_RATE = 16_000;
/** What the folder of each upload begins with; nothing else is ever removed. */
const UPLOAD = "voiceplan-upload-";

/** Only what holds sound itself: a playlist would make ffmpeg open files of its author's choosing. */
const CONTAINERS = "wav,w64,mp3,aac,mov,ogg,matroska,flac,aiff,au,amr,caf,asf";

export interface DecodeOptions {
  /** Where ffmpeg is; see `findFfmpeg`. */
  ffmpeg: string;
  /** Longer recordings are refused. */
  longestMs: number;
  /** Where uploads are kept meanwhile. */
  folder: string;
  /** Told how long the recording says it plays, in milliseconds, if it says so. */
  onDuration?: (durationMs: number) => void;
  signal: AbortSignal;
}

/**
 * The path of ffmpeg: `configured` if given, else the one from npm, else the one on PATH. Throws a
 * `Problem` that says what to install.
 */
export async function findFfmpeg(configured: string | undefined, path: string): Promise<string> {
  if (configured !== undefined) {
    if (await isExecutable(configured)) return configured;
    throw missing(`There is no program at ${configured}.`);
  }
  const candidates = [bundled(), ...path.split(delimiter).map((folder) => join(folder, "ffmpeg"))];
  for (const candidate of candidates) {
    if (candidate !== null && (await isExecutable(candidate))) return candidate;
  }
  throw missing("No ffmpeg was found.");
}

/**
 * The samples of a recording in any common container: mono, 16 kHz, as they are decoded, no faster
 * than they are read. An upload is kept in a file meanwhile, because some containers have their table
 * of contents at the end. Throws a `Problem` when it holds no sound that can be
 * decoded (`unsupported_media`), is too large or plays too long (`payload_too_large`), or the signal's reason.
 */
export async function* decodeAudio(
  input: Readable | string,
  options: DecodeOptions,
): AsyncGenerator<Int16Array> {
  const { signal } = options;
  signal.throwIfAborted();
  if (typeof input === "string") {
    yield* decodeFile(input, options);
    return;
  }
  // Where it breaks off before anything of it is read, reading it says so.
  input.on("error", () => undefined);
  await mkdir(options.folder, { recursive: true });
  const folder = await mkdtemp(join(options.folder, UPLOAD));
  try {
    const path = join(folder, "recording");
    await keep(input, path, signal);
    yield* decodeFile(path, options);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Removes the uploads that a process left in `folder` when it was killed, and nothing else. */
export async function removeUploads(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const left = (await readdir(folder)).filter((name) => name.startsWith(UPLOAD));
  await Promise.all(left.map((name) => rm(join(folder, name), { recursive: true, force: true })));
}

/** Refuses a recording that says beforehand that it is too large, before any of it is read. */
export function refuseTooLarge(bytes: number): void {
  if (bytes > MAX_RECORDING_BYTES) throw tooLarge();
}

function tooLarge(): Problem {
  const megabytes = Math.round(MAX_RECORDING_BYTES / 1_000_000);
  return new Problem(
    "payload_too_large",
    `A recording may have ${megabytes} MB at most. Nothing was kept; send it in parts, or as MP3.`,
  );
}

/** Passes bytes on until there are too many. */
async function* atMost(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let left = MAX_RECORDING_BYTES;
  for await (const piece of source) {
    left -= piece.byteLength;
    if (left < 0) throw tooLarge();
    yield piece;
  }
}

async function keep(input: Readable, path: string, signal: AbortSignal): Promise<void> {
  // Who waits for the next piece of an upload that has stalled can be reached in no other way.
  const giveUp = (): void => void input.destroy();
  signal.addEventListener("abort", giveUp, { once: true });
  try {
    // It is left as it is where that ends early: whoever sends it is still to be answered.
    const pieces = input.iterator({ destroyOnReturn: false });
    await pipeline(pieces, atMost, createWriteStream(path), { signal });
  } catch (cause) {
    signal.throwIfAborted();
    if (cause instanceof Problem) throw cause;
    const message = "The recording did not arrive whole. Send it again.";
    throw new Problem("unsupported_media", message, { retryable: true, cause });
  } finally {
    signal.removeEventListener("abort", giveUp);
  }
}

async function* decodeFile(
  path: string,
  { ffmpeg, longestMs, onDuration, signal }: DecodeOptions,
): AsyncGenerator<Int16Array> {
  const child = spawn(
    ffmpeg,
    [
      ...["-nostdin", "-hide_banner", "-nostats", "-loglevel", "info"],
      ...["-protocol_whitelist", "file", "-format_whitelist", CONTAINERS, "-i", `file:${path}`],
      ...["-map", "0:a:0", "-ac", "1", "-ar", String(SAMPLE_RATE), "-f", "s16le", "pipe:1"],
    ],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  const ended = Promise.withResolvers<number | Error>();
  child.on("error", ended.resolve);
  child.on("close", (status) => ended.resolve(status ?? -1));
  const kill = (): void => void child.kill("SIGKILL");
  signal.addEventListener("abort", kill, { once: true });
  const complaints = summarise(child.stderr, onDuration);
  try {
    const samples = new SampleAssembler();
    let left = (longestMs / 1000) * SAMPLE_RATE;
    for await (const bytes of child.stdout) {
      signal.throwIfAborted();
      if (!(bytes instanceof Uint8Array)) continue;
      const piece = samples.push(bytes);
      left -= piece.length;
      if (left < 0) {
        const minutes = Math.round(longestMs / 60_000);
        throw new Problem(
          "payload_too_large",
          `A recording may last ${minutes} minutes at most. Nothing was kept; send it in parts.`,
        );
      }
      if (piece.length > 0) yield piece;
    }
    const status = await ended.promise;
    signal.throwIfAborted();
    if (status !== 0) throw undecodable(status, await complaints);
  } finally {
    signal.removeEventListener("abort", kill);
    if (child.exitCode === null) kill();
    await ended.promise;
  }
}

/** The last of what ffmpeg says. It says how long the recording plays before it decodes. */
async function summarise(
  stderr: Readable,
  onDuration?: (durationMs: number) => void,
): Promise<string> {
  let text = "";
  let isTold = false;
  for await (const piece of stderr) {
    text = (text + String(piece)).slice(-4_000);
    const [, hours, minutes, seconds] = /Duration: (\d+):(\d+):([\d.]+)/.exec(text) ?? [];
    if (isTold || seconds === undefined) continue;
    isTold = true;
    onDuration?.(
      Math.round((Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000),
    );
  }
  return text.trim();
}

function undecodable(status: number | Error, complaints: string): Problem {
  if (status instanceof Error) {
    return new Problem("unavailable", "ffmpeg could not be started.", { cause: status });
  }
  return new Problem(
    "unsupported_media",
    "This recording could not be read. Send WAV, MP3, M4A, Ogg, WebM or FLAC with sound in it.",
    { cause: new Error(`ffmpeg ${status}: ${complaints}`) },
  );
}

function missing(found: string): Problem {
  return new Problem(
    "unavailable",
    `${found} Recordings cannot be decoded without it: install ffmpeg (on Debian: apt install ffmpeg), or set FFMPEG_PATH.`,
  );
}

/** What the optional package `ffmpeg-static` brings, if it is there. */
function bundled(): string | null {
  try {
    const path: unknown = createRequire(import.meta.url)("ffmpeg-static");
    return typeof path === "string" ? path : null;
  } catch {
    return null;
  }
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
