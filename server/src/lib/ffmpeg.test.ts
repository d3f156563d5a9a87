import { execFile } from "node:child_process";
import { createReadStream } from "node:fs";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { needs } from "../../test/support/needs.ts";
import { decodeAudio, findFfmpeg, removeUploads, type DecodeOptions } from "./ffmpeg.ts";
import { bytesOf, wavHeader } from "./pcm.ts";

vi.setConfig({ testTimeout: 30_000 });

const run = promisify(execFile);
const RATE = 44_100;

describe("finding ffmpeg", () => {
  test("a path that is set and wrong is not replaced by another", async () => {
    await expect(findFfmpeg("/nowhere/ffmpeg", process.env.PATH ?? "")).rejects.toMatchObject({
      code: "unavailable",
    });
  });

  test("a path that is set and right is taken", async () => {
    await expect(findFfmpeg(process.execPath, "")).resolves.toBe(process.execPath);
  });
});

describe.runIf(needs("ffmpeg"))("decoding", () => {
  let folder: string;
  let ffmpeg: string;
  let wav: Buffer;
  const live = (): AbortSignal => new AbortController().signal;
  const decode = async (
    input: Readable | string,
    more: Partial<DecodeOptions> = {},
  ): Promise<number[]> => {
    const samples: number[] = [];
    const options = {
      ffmpeg,
      longestMs: 60_000,
      folder: join(folder, "uploads"),
      signal: live(),
      ...more,
    };
    for await (const piece of decodeAudio(input, options)) samples.push(...piece);
    return samples;
  };

  beforeAll(async () => {
    ffmpeg = await findFfmpeg(undefined, process.env.PATH ?? "");
    folder = await mkdtemp(join(tmpdir(), "ffmpeg-test-"));
    const tone = Int16Array.from({ length: RATE * 2 }, (_, at) => 8000 * Math.sin(at / 20));
    wav = Buffer.concat([wavHeader(tone.byteLength, RATE), bytesOf(tone)]);
    await writeFile(join(folder, "tone.wav"), wav);
  });
  afterAll(() => rm(folder, { recursive: true }));

  test("a stream becomes samples at 16 kHz", async () => {
    const samples = await decode(Readable.from([wav.subarray(0, 1001), wav.subarray(1001)]));
    expect(Math.abs(samples.length - 32_000)).toBeLessThan(50);
    expect(samples.reduce((most, sample) => Math.max(most, sample), 0)).toBeGreaterThan(7_000);
  });

  test.each(["mp3", "ogg", "webm", "flac", "m4a"])("%s is understood", async (kind) => {
    const path = join(folder, `tone.${kind}`);
    await run(ffmpeg, ["-loglevel", "error", "-y", "-i", join(folder, "tone.wav"), path]);
    for (const input of [path, createReadStream(path)]) {
      expect(Math.abs((await decode(input)).length - 32_000)).toBeLessThan(2_500);
    }
  });

  test.each([
    ["a list of other files", Buffer.from("ffconcat version 1.0\nfile 'tone.wav'\n")],
    ["text", Buffer.from("this is no sound ".repeat(100))],
    ["nothing", Buffer.alloc(0)],
    ["a playlist", Buffer.from("#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n")],
  ])("%s is refused ", async (_, bytes) => {
    await expect(decode(Readable.from([bytes]))).rejects.toMatchObject({
      code: "unsupported_media",
    });
  });

  test("a recording that plays too long is refused", async () => {
    await expect(decode(Readable.from([wav]), { longestMs: 1_000 })).rejects.toMatchObject({
      code: "payload_too_large",
    });
  });

  test("it says how long it plays before it is decoded", async () => {
    const told: number[] = [];
    await decode(join(folder, "tone.wav"), { onDuration: (durationMs) => told.push(durationMs) });
    expect(told).toEqual([2_000]);
  });

  test("what a killed process left is removed, and nothing that is not ours", async () => {
    const uploads = join(folder, "left");
    await mkdir(join(uploads, "voiceplan-upload-1"), { recursive: true });
    await writeFile(join(uploads, "voiceplan-upload-1", "recording"), wav);
    await writeFile(join(uploads, "interview.wav"), wav);
    await removeUploads(uploads);
    expect(await readdir(uploads)).toEqual(["interview.wav"]);
  });

  test("an abort ends it with the reason, and ffmpeg with it", async () => {
    const controller = new AbortController();
    const reason = new Error("gone");
    // An upload that never ends: only the abort can end it.
    const upload = new Readable({ read: () => undefined });
    upload.push(wav);
    const decoding = decode(upload, { signal: controller.signal });
    setTimeout(() => controller.abort(reason), 20);
    await expect(decoding).rejects.toBe(reason);
    expect(upload.destroyed).toBe(true);
  });

  test("an upload that breaks off is a failure, not a short recording", async () => {
    const upload = createReadStream(join(folder, "tone.wav"));
    upload.once("data", () => upload.destroy(new Error("connection lost")));
    await expect(decode(upload)).rejects.toMatchObject({ code: "unsupported_media" });
  });

  test("an upload that breaks off before it is read is the same failure", async () => {
    const upload = createReadStream(join(folder, "tone.wav"));
    const decoding = decode(upload);
    upload.destroy(new Error("connection lost"));
    await expect(decoding).rejects.toMatchObject({ code: "unsupported_media" });
  });

  test("who stops reading stops ffmpeg, and nothing of an upload is left behind", async () => {
    const long = Buffer.concat([wavHeader(RATE * 60, RATE), Buffer.alloc(RATE * 60)]);
    const uploads = join(folder, "uploads");
    const options = { ffmpeg, longestMs: 60_000, folder: uploads, signal: live() };
    const pieces = decodeAudio(Readable.from([long]), options);
    expect((await pieces.next()).done).toBe(false);
    await pieces.return(undefined);
    expect(await readdir(uploads)).toEqual([]);
  });
});
