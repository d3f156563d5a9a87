import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { samplesOf } from "../src/lib/pcm.ts";
import { clipNamed } from "./support/audioFixtures.ts";
import { ConversationClient } from "./support/conversationClient.ts";
import { useEmulatedServer } from "./support/emulated.ts";
import { needs } from "./support/needs.ts";
import { opusPacketsOf } from "./support/opusPackets.ts";
import { chooseSeed } from "./support/random.ts";
import { silence } from "./support/speech.ts";

const app = useEmulatedServer({
  chat: () => ({ text: "Caching helps here." }),
  transcription: () => ({ text: "Tell me about caching." }),
});
const open = (request = {}) => ConversationClient.open(app.url, { speech: false, ...request });
const refused = (code: string) => ({ ok: false, problem: { code } });
const words = clipNamed("the-weather-is-lovely-today.slt.wav");
/** What a recogniser was given last: mono, 16 kHz. */
const lastHeard = () => {
  const file = app.provider.journal.transcriptions.at(-1)?.file.bytes ?? new Uint8Array(44);
  return samplesOf(file.subarray(44));
};

/** How alike two sounds are, from -1 to 1, the second begun so many samples later. */
function likeness(a: Int16Array, b: Int16Array, later: number): number {
  let [product, ofA, ofB] = [0, 0, 0];
  for (const [at, sample] of a.entries()) {
    const other = b[at + later] ?? 0;
    product += sample * other;
    ofA += sample * sample;
    ofB += other * other;
  }
  return product / Math.sqrt(ofA * ofB);
}

describe.runIf(needs("ffmpeg"))("an utterance in Opus", () => {
  test.each([20, 60, 120] as const)(
    "is heard as it was spoken, in packets of %i ms",
    async (packetMs) => {
      const client = await open();
      const packets = opusPacketsOf(words, packetMs);
      const id = await client.utter(packets, randomUUID(), "opus");
      expect(await client.answerTo(id)).toMatchObject({ text: "Caching helps here." });
      const heard = lastHeard();
      expect(heard.length).toBe(packets.length * packetMs * 16);
      // The encoder's delay is 6.5 ms: 104 samples.
      expect(likeness(words, heard, 104)).toBeGreaterThan(0.8);
      client.close();
    },
  );

  test("takes less than an eighth of the bytes that PCM takes", () => {
    const bytes = opusPacketsOf(words).reduce((sum, { byteLength }) => sum + byteLength, 0);
    expect(bytes).toBeLessThan(words.byteLength / 8);
  });

  test("counts each packet once, over two connections and out of turn", async () => {
    const client = await open();
    const packets = opusPacketsOf(words);
    const alone = await client.utter(packets, randomUUID(), "opus");
    await client.answerTo(alone);
    const whole = lastHeard();

    const utteranceId = randomUUID();
    await client.startUtterance(utteranceId, {}, "opus");
    const early = await client.request("utterance.audio", { utteranceId, seq: 3 }, packets[3]);
    expect(early).toMatchObject(refused("frame_out_of_order"));
    await client.sendFrames(utteranceId, packets.slice(0, 9));
    client.close();
    const later = await open({ conversationId: client.id });
    await later.utter(packets, utteranceId, "opus");
    await later.answerTo(utteranceId);
    expect(lastHeard()).toEqual(whole);
    later.close();
  });

  test("that the server is killed in is heard whole when it is sent again", async () => {
    const client = await open();
    const packets = opusPacketsOf(words);
    const utteranceId = randomUUID();
    await client.startUtterance(utteranceId, {}, "opus");
    await client.sendFrames(utteranceId, packets.slice(0, 30));
    await app.server.process.kill();
    client.close();
    await app.server.crash();
    const later = await open({ conversationId: client.id });
    await later.utter(packets, utteranceId, "opus");
    await later.answerTo(utteranceId);
    expect(later.all("utterance.ended")).toHaveLength(1);
    expect(lastHeard().length).toBe(packets.length * 320);
    later.close();
  });

  test("takes frames that do not wait for the answer to its beginning", async () => {
    const client = await open();
    const packets = opusPacketsOf(words);
    const utteranceId = randomUUID();
    await Promise.all([
      client.startUtterance(utteranceId, {}, "opus"),
      client.sendFrames(utteranceId, packets),
      client.accepted("utterance.end", { utteranceId, frames: packets.length }),
    ]);
    await client.answerTo(utteranceId);
    client.close();
  });

  test("however many are begun at once, four at most are open in a conversation", async () => {
    const client = await open();
    const ids = Array.from({ length: 12 }, () => randomUUID());
    await Promise.all(ids.map((id) => client.startUtterance(id, {}, "opus")));
    const [packet] = opusPacketsOf(words);
    const answers = await Promise.all(
      ids.map((utteranceId) => client.request("utterance.audio", { utteranceId, seq: 0 }, packet)),
    );
    for (const answer of answers.slice(0, 8)) {
      expect(answer).toMatchObject(refused("unknown_utterance"));
    }
    for (const answer of answers.slice(8)) expect(answer).toMatchObject({ ok: true });
    client.close();
  });

  test("pauses and ends by its packets", async () => {
    const client = await open();
    const packets = opusPacketsOf(words);
    const utteranceId = randomUUID();
    await client.startUtterance(utteranceId, { endpointing: "server" }, "opus");
    await client.sendFrames(utteranceId, packets);
    await client.accepted("utterance.pause", { utteranceId, frames: packets.length - 2 });
    await client.answerTo(utteranceId);
    expect(client.all("utterance.ended")).toMatchObject([
      { utteranceId, by: "server", frames: packets.length - 2 },
    ]);
    client.close();
  });

  test("with vad: server has its pauses found", async () => {
    const client = await open();
    const stream = Int16Array.from([...silence(400), ...words, ...silence(1600)]);
    const utteranceId = randomUUID();
    await client.startUtterance(utteranceId, { endpointing: "server", vad: "server" }, "opus");
    await client.sendFrames(utteranceId, opusPacketsOf(stream));
    await client.answerTo(utteranceId);
    expect(client.all("utterance.ended")).toMatchObject([{ utteranceId, by: "server" }]);
    client.close();
  });

  test("is two minutes at most, and what came before is kept", async () => {
    const client = await open();
    const packets = opusPacketsOf(silence(121_000), 120);
    const utteranceId = randomUUID();
    await client.startUtterance(utteranceId, {}, "opus");
    await client.sendFrames(utteranceId, packets.slice(0, 1000));
    const request = { utteranceId, seq: 1000 };
    const answer = await client.request("utterance.audio", request, packets[1000]);
    expect(answer).toMatchObject(refused("utterance_too_long"));
    await client.accepted("utterance.end", { utteranceId, frames: 1001 });
    await client.until("transcript", (event) => event.utteranceId === utteranceId);
    client.close();
  });
});

test("whatever comes for a packet is taken or refused, and the connection lives on", async () => {
  const client = await open();
  const seed = chooseSeed("opus.test.ts");
  const noise = fc.sample(fc.uint8Array({ maxLength: 300 }), { numRuns: 300, seed });
  const packets = [...noise, new Uint8Array(4000)];
  const utteranceId = randomUUID();
  await client.startUtterance(utteranceId, {}, "opus");
  let seq = 0;
  const refusals = new Set<string>();
  for (const packet of packets) {
    const answer = await client.request("utterance.audio", { utteranceId, seq }, packet);
    if (answer.ok) seq += 1;
    else refusals.add(answer.problem.code);
  }
  expect(seq).toBeGreaterThan(20);
  expect([...refusals].sort()).toEqual(["frame_too_large", "invalid_payload"]);
  await client.accepted("utterance.end", { utteranceId, frames: seq });
  await client.until("transcript", (event) => event.utteranceId === utteranceId);
  await client.ask("Tell me about caching");
  client.close();
});
