import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { ConversationClient } from "./support/conversationClient.ts";
import { clipNamed } from "./support/audioFixtures.ts";
import { useEmulatedServer } from "./support/emulated.ts";
import { framesOf, silence, voiceLike } from "./support/speech.ts";

const app = useEmulatedServer({
  chat: () => ({ text: "Caching helps here." }),
  transcription: () => ({ text: "Tell me about caching." }),
});
const open = (request = {}) => ConversationClient.open(app.url, { speech: false, ...request });
const refused = (code: string) => ({ ok: false, problem: { code } });
const speech = framesOf(voiceLike(600));
const second = new Uint8Array(32_000);

describe("an utterance", () => {
  test("is recognised and answered, once its end is acknowledged", async () => {
    const client = await open();
    const id = await client.utter(speech);
    const ended = await client.answerTo(id);
    expect(ended).toMatchObject({ outcome: "completed", text: "Caching helps here." });
    expect(client.all("utterance.ended")).toMatchObject([{ utteranceId: id, by: "client" }]);
    expect(client.all("transcript")).toMatchObject([
      { utteranceId: id, text: "Tell me about caching.", final: true },
    ]);
    expect(client.all("message").map(({ message }) => message)).toEqual([
      { id, role: "user", content: "Tell me about caching.", modality: "voice" },
      { id: ended.replyId, role: "assistant", content: ended.text, modality: "voice" },
    ]);
    expect(client.all("state").map(({ state }) => state)).toEqual([
      "transcribing",
      "thinking",
      "listening",
    ]);
    client.close();
  });

  test("sent again from another socket after the connection broke counts once", async () => {
    const client = await open();
    const id = randomUUID();
    const before = app.provider.journal.transcriptions.length;
    await client.startUtterance(id);
    await client.sendFrames(id, speech.slice(0, 5));
    client.close();
    const later = await open({ conversationId: client.id });
    await later.utter(speech, id);
    await later.utter(speech, id);
    await later.answerTo(id);
    await later.utter(speech, id);
    await later.ask("Tell me about caching");
    const ofThis = JSON.stringify(id);
    const types = later.events.filter((e) => JSON.stringify(e).includes(ofThis)).map((e) => e.type);
    expect(types).toEqual(["utterance.ended", "transcript", "message", "reply.started"]);
    const [heard, ...more] = app.provider.journal.transcriptions.slice(before);
    expect(more).toEqual([]);
    expect(heard?.file.bytes.subarray(44)).toEqual(Buffer.concat(speech));
    later.close();
  });

  test("ended again after a restart is acknowledged again and counts once", async () => {
    const client = await open();
    const id = await client.utter(speech);
    await client.answerTo(id);
    client.close();
    await app.server.restart();
    const later = await open({ conversationId: client.id });
    const end = { utteranceId: id, frames: speech.length };
    expect(await later.request("utterance.end", end)).toEqual({ ok: true });
    await later.ask("Tell me about caching");
    expect(later.all("utterance.ended")).toHaveLength(1);
    later.close();
  });

  test("that is silence ends without a message and without asking anybody", async () => {
    const client = await open();
    const before = app.provider.journal.transcriptions.length;
    const utteranceId = await client.utter(framesOf(silence(800)));
    const { seq } = await client.until("transcript");
    expect(client.all("transcript")).toMatchObject([{ utteranceId, text: "" }]);
    await client.until("state", (event) => event.state === "listening" && event.seq > seq);
    expect(client.all("message")).toEqual([]);
    expect(app.provider.journal.transcriptions.length).toBe(before);
    client.close();
  });

  test("that is cancelled leaves nothing behind", async () => {
    const client = await open();
    const utteranceId = randomUUID();
    await client.startUtterance(utteranceId);
    await client.sendFrames(utteranceId, speech);
    await client.accepted("utterance.cancel", { utteranceId });
    await client.accepted("utterance.cancel", { utteranceId });
    const ended = await client.request("utterance.end", { utteranceId, frames: speech.length });
    expect(ended).toMatchObject(refused("unknown_utterance"));
    await client.ask("Tell me about caching");
    expect(client.events.filter((e) => JSON.stringify(e).includes(utteranceId))).toEqual([]);
    client.close();
  });
});

describe("frames", () => {
  test("for an utterance that nobody started are refused", async () => {
    const client = await open();
    const utteranceId = randomUUID();
    for (const answer of [
      await client.request("utterance.audio", { utteranceId, seq: 0 }, second),
      await client.request("utterance.pause", { utteranceId, frames: 0 }),
      await client.request("utterance.resume", { utteranceId }),
      await client.request("utterance.end", { utteranceId, frames: 0 }),
    ]) {
      expect(answer).toMatchObject(refused("unknown_utterance"));
    }
    client.close();
  });

  test("out of order, odd, empty, too long, or missing at the end are refused, and it goes on", async () => {
    const client = await open();
    const utteranceId = randomUUID();
    await client.startUtterance(utteranceId);
    const send = (seq: number, bytes: number) =>
      client.request("utterance.audio", { utteranceId, seq }, new Uint8Array(bytes));
    expect(await send(3, 1024)).toMatchObject(refused("frame_out_of_order"));
    expect(await send(0, 1023)).toMatchObject(refused("invalid_payload"));
    expect(await send(0, 0)).toMatchObject(refused("invalid_payload"));
    expect(await send(0, 32_002)).toMatchObject(refused("frame_too_large"));
    await client.sendFrames(utteranceId, speech.slice(0, 8));
    await client.sendFrames(utteranceId, speech.slice(4, 8), 4);
    await client.sendFrames(utteranceId, speech.slice(8), 8);
    const early = await client.request("utterance.end", { utteranceId, frames: 1000 });
    expect(early).toMatchObject(refused("frame_out_of_order"));
    await client.accepted("utterance.end", { utteranceId, frames: speech.length });
    await client.answerTo(utteranceId);
    const heard = app.provider.journal.transcriptions.at(-1)?.file.bytes.subarray(44);
    expect(heard).toEqual(Buffer.concat(speech));
    client.close();
  });

  test("of more than 1 MB in a second are refused for a while; the connection lives on", async () => {
    const client = await open();
    const utteranceId = randomUUID();
    await client.startUtterance(utteranceId);
    const answers = await Promise.all(
      Array.from({ length: 80 }, (_, seq) =>
        client.request("utterance.audio", { utteranceId, seq }, second),
      ),
    );
    const refusals = answers.flatMap((answer) => (answer.ok ? [] : [answer.problem.code]));
    expect(refusals).toContain("rate_limited");
    expect(answers.filter(({ ok }) => ok).length).toBeGreaterThan(25);
    await client.accepted("utterance.cancel", { utteranceId });
    await client.ask("Tell me about caching");
    client.close();
  });

  test("beyond two minutes are refused, and what came before is kept", async () => {
    const client = await open();
    const utteranceId = randomUUID();
    await client.startUtterance(utteranceId);
    const sendOne = async (seq: number): Promise<string> => {
      for (;;) {
        const answer = await client.request("utterance.audio", { utteranceId, seq }, second);
        if (answer.ok) return "ok";
        if (answer.problem.code !== "rate_limited") return answer.problem.code;
        // The allowance refills with time: this is the client slowing down, as it is told to.
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    };
    for (let seq = 0; seq < 120; seq += 1) expect(await sendOne(seq)).toBe("ok");
    expect(await sendOne(120)).toBe("utterance_too_long");
    await client.accepted("utterance.end", { utteranceId, frames: 121 });
    await client.until("transcript", (event) => event.utteranceId === utteranceId);
    client.close();
  });
});

describe("endpointing by the server", () => {
  const byServer = { endpointing: "server" } as const;

  test("ends an utterance some time after a pause, unless it is resumed", async () => {
    const client = await open();
    const [resumed, paused] = [randomUUID(), randomUUID()];
    const frames = speech.length;
    for (const utteranceId of [resumed, paused]) {
      await client.startUtterance(utteranceId, byServer);
      await client.sendFrames(utteranceId, speech);
      await client.accepted("utterance.pause", { utteranceId, frames });
      await client.accepted("utterance.pause", { utteranceId, frames });
      if (utteranceId === resumed) await client.accepted("utterance.resume", { utteranceId });
    }
    await client.until("utterance.ended", (event) => event.utteranceId === paused);
    // Its own pause would have ended it before that.
    expect(client.all("utterance.ended").map(({ utteranceId }) => utteranceId)).toEqual([paused]);
    await client.accepted("utterance.end", { utteranceId: resumed, frames });
    await client.accepted("utterance.end", { utteranceId: paused, frames });
    await client.accepted("utterance.resume", { utteranceId: paused });
    await client.sendFrames(paused, speech.slice(0, 1), frames);
    await client.answerTo(resumed);
    expect(client.all("utterance.ended")).toMatchObject([
      { utteranceId: paused, by: "server", frames },
      { utteranceId: resumed, by: "client" },
    ]);
    client.close();
  });

  test("a pause that names frames which have not come is refused, and ends nothing later", async () => {
    const client = await open();
    const [wrong, right] = [randomUUID(), randomUUID()];
    await client.startUtterance(wrong, byServer);
    const pause = await client.request("utterance.pause", { utteranceId: wrong, frames: 9 });
    expect(pause).toMatchObject(refused("frame_out_of_order"));
    await client.startUtterance(right, byServer);
    await client.sendFrames(right, speech);
    await client.accepted("utterance.pause", { utteranceId: right, frames: speech.length });
    await client.answerTo(right);
    expect(client.all("utterance.ended").map(({ utteranceId }) => utteranceId)).toEqual([right]);
    client.close();
  });

  test("with vad: server finds the pause in the audio itself", async () => {
    const client = await open();
    const utteranceId = randomUUID();
    await client.startUtterance(utteranceId, { ...byServer, vad: "server" });
    const words = framesOf(clipNamed("the-weather-is-lovely-today.slt.wav"));
    const stream = [...framesOf(silence(400)), ...words, ...framesOf(silence(1600))];
    await client.sendFrames(utteranceId, stream);
    expect(await client.answerTo(utteranceId)).toMatchObject({ outcome: "completed" });
    expect(client.all("utterance.ended")).toMatchObject([{ utteranceId, by: "server" }]);
    client.close();
  });
});
