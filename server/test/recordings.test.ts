import { readdir } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import { Readable } from "node:stream";
import { HttpProblem, MAX_RECORDING_BYTES, RecordingTranscript } from "@voiceplan/protocol";
import { describe, expect, test } from "vitest";
import { bytesOf, wavHeader } from "../src/lib/pcm.ts";
import { audioClips, clipNamed, clipSamples } from "./support/audioFixtures.ts";
import { ConversationClient } from "./support/conversationClient.ts";
import { useEmulatedServer } from "./support/emulated.ts";
import { needs } from "./support/needs.ts";
import { silence } from "./support/speech.ts";

const app = useEmulatedServer({
  chat: () => ({ text: "That is a good beginning." }),
  transcription: () => ({ text: "Thank you for watching." }),
});

const weather = clipNamed("the-weather-is-lovely-today.slt.wav");
const hours = clipNamed("it-takes-about-forty-hours.rms.wav");
const memo = wavOf(silence(1000), weather, silence(2000), hours, silence(1000), weather);

function wavOf(...parts: readonly Int16Array[]): Uint8Array<ArrayBuffer> {
  const audio = Buffer.concat(parts.map(bytesOf));
  return new Uint8Array(Buffer.concat([wavHeader(audio.byteLength, 16_000), audio]));
}

function send(body: BodyInit, query = "", more: RequestInit = {}): Promise<Response> {
  const url = `${app.url}/api/voice/transcribe${query}`;
  return fetch(url, { method: "POST", body, ...more });
}

/** As a page or `curl -F` sends it. */
function formWith(field: string, file: Uint8Array<ArrayBuffer>): FormData {
  const form = new FormData();
  form.append("note", "for the archive");
  form.append(field, new Blob([file], { type: "audio/wav" }), "memo.wav");
  form.append("more", new Blob(["Not wanted."]), "notes.txt");
  return form;
}

const formType = "multipart/form-data; boundary=b";
const formBeginning = '--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n';

const transcriptOf = async (response: Response) => RecordingTranscript.parse(await response.json());
const left = () => readdir(join(app.server.environment.DATA_DIR ?? "", "uploads"));

describe.runIf(needs("ffmpeg"))("a recording", () => {
  test("is cut into what is said in one go, in order, with the time of each", async () => {
    app.provider.nextTranscriptions("The weather is lovely.", "Forty hours.", "Lovely today.");
    const transcript = await transcriptOf(await send(memo));
    expect(transcript.text).toBe("The weather is lovely. Forty hours. Lovely today.");
    expect(Math.round(memo.byteLength / 32)).toBeCloseTo(transcript.durationMs, -2);
    const starts = transcript.segments.map(({ startMs }) => startMs);
    const second = 1000 + weather.length / 16 + 2000;
    const third = second + hours.length / 16 + 1000;
    for (const [at, expected] of [1000, second, third].entries()) {
      expect(Math.abs((starts[at] ?? 0) - expected)).toBeLessThan(500);
    }
    expect(await left()).toEqual([]);
  });

  test("tells how far it is, each segment, and the whole, when asked for a stream", async () => {
    app.provider.nextTranscriptions("One.", "Two.", "Three.");
    const response = await send(memo, "", { headers: { accept: "text/event-stream" } });
    const names = [...(await response.text()).matchAll(/^event: (.*)$/gm)].map(([, name]) => name);
    const step = ["segment", "progress"];
    expect(names).toEqual([...step, ...step, ...step, "done"]);
  });

  test("in which nobody speaks has no words, and nobody is asked about it", async () => {
    const before = app.provider.journal.transcriptions.length;
    const noises = audioClips.filter(({ kind }) => kind === "noise").map(clipSamples);
    const transcript = await transcriptOf(await send(wavOf(...noises)));
    expect(transcript).toMatchObject({ text: "", segments: [], understood: true });
    expect(app.provider.journal.transcriptions.length).toBe(before);
  });

  test("becomes a conversation that answers it", async () => {
    app.provider.nextTranscriptions("One.", "Two.", "Three.");
    const { conversationId } = await transcriptOf(await send(memo, "?conversation=true"));
    const client = await ConversationClient.open(app.url, { conversationId, speech: false });
    await client.until("message", ({ message }) => message.role === "assistant");
    expect(client.all("message").map(({ message }) => message.content)).toEqual([
      "One. Two. Three.",
      "That is a good beginning.",
    ]);
    client.close();
  });

  test("may come in a form", async () => {
    app.provider.nextTranscriptions("One.", "Two.", "Three.");
    const { text } = await transcriptOf(await send(formWith("file", memo)));
    expect(text).toBe("One. Two. Three.");
    expect(await left()).toEqual([]);
  });

  test.each([
    ["that has no such field", formWith("recording", memo), {}, "invalid_payload"],
    ["with a file that is none", formWith("file", memo.slice(0, 20)), {}, "unsupported_media"],
    ["that breaks off", formBeginning, { "content-type": formType }, "invalid_payload"],
    ["that is none", "nothing", { "content-type": formType }, "invalid_payload"],
    ["without a boundary", "x", { "content-type": "multipart/form-data" }, "invalid_payload"],
  ])("in a form %s is refused", async (_, form, headers, code) => {
    const response = await send(form, "", { headers });
    expect(HttpProblem.parse(await response.json()).code).toBe(code);
    expect(await left()).toEqual([]);
  });

  test.each([
    ["that does not end", "audio/wav", ""],
    ["in a form that does not end", formType, formBeginning],
  ])("%s is taken in as far as it may be large, and its sender is told", async (_, type, head) => {
    const silent = new Uint8Array(1_000_000);
    const endless = function* (): Generator<Uint8Array> {
      yield Buffer.from(head);
      for (let sent = 0; sent <= MAX_RECORDING_BYTES; sent += silent.byteLength) yield silent;
    };
    const options = { method: "POST", headers: { "content-type": type } };
    const sending = request(`${app.url}/api/voice/transcribe`, options);
    const status = new Promise((resolve, reject) => {
      sending.on("response", ({ statusCode }) => resolve(statusCode)).on("error", reject);
    });
    Readable.from(endless()).pipe(sending);
    expect(await status).toBe(413);
    sending.destroy();
    await expect.poll(left).toEqual([]);
  });

  test("is asked about again when the provider fails once", async () => {
    app.provider.nextTranscriptions({ fault: { kind: "status", status: 503 } }, "A.", "B.", "C.");
    const { segments } = await transcriptOf(await send(memo));
    expect(segments.map(({ text }) => text).sort()).toEqual(["A.", "B.", "C."]);
  });

  test("that nobody waits for any more is dropped with all its work", async () => {
    const gone = new AbortController();
    app.provider.nextTranscriptions({ fault: { kind: "hang" } });
    const before = app.provider.journal.transcriptions.length;
    const sending = send(memo, "", { signal: gone.signal });
    const failure = expect(sending).rejects.toThrow();
    await expect.poll(() => app.provider.journal.transcriptions.length).toBeGreaterThan(before);
    gone.abort();
    await failure;
    await expect.poll(left).toEqual([]);
  });
});
