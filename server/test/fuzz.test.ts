import { randomUUID } from "node:crypto";
import { HttpProblem } from "@voiceplan/protocol";
import fc from "fast-check";
import { io, type Socket } from "socket.io-client";
import { beforeAll, expect, test } from "vitest";
import { Acknowledgement } from "./support/acknowledgement.ts";
import { ConversationClient } from "./support/conversationClient.ts";
import { useEmulatedServer } from "./support/emulated.ts";
import { LiveHeap } from "./support/liveHeap.ts";
import { calls, httpCalls, rawPackets, type Call, type HttpCall } from "./support/malformed.ts";
import { needs } from "./support/needs.ts";
import { chooseSeed } from "./support/random.ts";
import { tell } from "./support/tell.ts";

const SOCKET_CALLS = 7000;
const HTTP_CALLS = 3000;
const RAW_PACKETS = 200;
/** So many are under way at a time. */
const AT_ONCE = 40;
const SAMPLE_EVERY = 400;
const LIMIT_MS = 240_000;

const seed = chooseSeed("fuzz.test.ts");
const app = useEmulatedServer(
  {
    chat: () => ({ text: "Caching helps here." }),
    transcription: () => ({ text: "What about caching?" }),
  },
  { NODE_OPTIONS: "--inspect=127.0.0.1:0" },
);

/** Of the server in MB, each time after its garbage was collected: what it holds, and what is resident. */
const memory: { live: number; resident: number }[] = [];
let liveHeap: LiveHeap;
beforeAll(async () => {
  liveHeap = await LiveHeap.open(app.server.process.stderr);
});

async function sampleMemory(): Promise<void> {
  const live = (await liveHeap.measure()) / 1e6;
  const text = await (await fetch(`${app.url}/metrics`)).text();
  const bytes = /^process_resident_memory_bytes (\S+)$/m.exec(text)?.[1];
  memory.push({ live, resident: Number(bytes) / 1e6 });
}

async function inBatches<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  for (let at = 0; at < all.length; at += AT_ONCE) {
    if (at % SAMPLE_EVERY === 0) await sampleMemory();
    await Promise.all(all.slice(at, at + AT_ONCE).map(work));
  }
  await sampleMemory();
}

async function connect(): Promise<Socket> {
  const socket = io(app.url, { transports: ["websocket"], reconnection: false, forceNew: true });
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("connect_error", reject);
  });
  return socket;
}

test(
  `${SOCKET_CALLS} malformed calls are all answered, and none ends its connection`,
  { timeout: LIMIT_MS },
  async () => {
    const ids = Array.from({ length: 6 }, () => randomUUID());
    const generated = fc.sample(calls(ids), { numRuns: SOCKET_CALLS, seed });
    const sockets = await Promise.all(Array.from({ length: 4 }, connect));
    for (const socket of sockets) {
      await socket.emitWithAck("conversation.open", {
        conversationId: randomUUID(),
        speech: false,
      });
    }
    const answers = new Map<string, number>();
    let turn = 0;
    await inBatches(generated, async ({ name, args, acknowledged }: Call) => {
      const socket = sockets[(turn += 1) % sockets.length];
      if (!socket) return;
      if (!acknowledged) {
        socket.emit(name, ...args);
        return;
      }
      const raw: unknown = await socket.timeout(30_000).emitWithAck(name, ...args);
      const answer = Acknowledgement.parse(raw);
      const code = answer.ok ? "ok" : answer.problem.code;
      answers.set(code, (answers.get(code) ?? 0) + 1);
      expect(code, JSON.stringify([name, args]).slice(0, 500)).not.toBe("internal");
    });
    tell(`answers: ${JSON.stringify(Object.fromEntries(answers))}`);
    expect(sockets.map(({ connected }) => connected)).toEqual(sockets.map(() => true));
    for (const socket of sockets) socket.disconnect();
  },
);

test(
  `${RAW_PACKETS} WebSocket messages that are no Socket.IO at all`,
  { timeout: LIMIT_MS },
  async () => {
    const address = `${app.url.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`;
    await inBatches(fc.sample(rawPackets, { numRuns: RAW_PACKETS, seed }), async (packet) => {
      const socket = new WebSocket(address);
      const closed = new Promise((resolve) => socket.addEventListener("close", resolve));
      const greeted = new Promise((resolve) => socket.addEventListener("message", resolve));
      await Promise.race([greeted, closed]);
      if (socket.readyState === WebSocket.OPEN) {
        socket.send("40");
        socket.send(packet);
        socket.close();
      }
      await closed;
    });
    expect((await fetch(`${app.url}/healthz`)).status).toBe(200);
  },
);

test(
  `${HTTP_CALLS} malformed requests are all refused politely`,
  { timeout: LIMIT_MS },
  async () => {
    const statuses = new Map<number, number>();
    const generated = fc.sample(httpCalls, { numRuns: HTTP_CALLS, seed });
    await inBatches(generated, async ({ method, path, headers, body }: HttpCall) => {
      const response = await fetch(`${app.url}${path}`, { method, headers, body });
      const { status } = response;
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      const text = await response.text();
      expect(status, `${method} ${path} ${String(body).slice(0, 300)} ${text}`).toBeLessThan(500);
      if (status >= 400 && path.startsWith("/api")) {
        expect(response.headers.get("content-type")).toMatch(/^application\/problem\+json/);
        expect(HttpProblem.parse(JSON.parse(text)).status).toBe(status);
      }
    });
    tell(`statuses: ${JSON.stringify(Object.fromEntries(statuses))}`);
  },
);

test.runIf(needs("ffmpeg"))("recordings that are none", { timeout: LIMIT_MS }, async () => {
  const bodies = fc.sample(fc.uint8Array({ minLength: 1, maxLength: 5000 }), { numRuns: 20, seed });
  for (const bytes of bodies) {
    const response = await fetch(`${app.url}/api/voice/transcribe`, {
      method: "POST",
      headers: { "content-type": "audio/webm" },
      body: new Uint8Array(bytes),
    });
    expect(response.status, await response.text()).toBeLessThan(500);
  }
});

test("after all of it the same process serves a normal conversation, and no bigger than it was", async () => {
  expect(app.server.process.isRunning).toBe(true);
  const client = await ConversationClient.open(app.url);
  const reply = await client.ask("What about caching?");
  expect(reply).toMatchObject({ outcome: "completed", text: "Caching helps here." });
  expect(client.audio.length).toBeGreaterThan(0);
  client.close();

  const third = Math.floor(memory.length / 3);
  expect(third).toBeGreaterThan(3);
  const first = medians(memory.slice(0, third));
  const middle = medians(memory.slice(third, 2 * third));
  const last = medians(memory.slice(-third));
  tell(`memory in MB, by thirds: ${JSON.stringify({ first, middle, last })}`);
  expect(last.live).toBeLessThan(first.live * 1.25);
  // What is resident rises at first, with each thing that is used for the first time.
  expect(last.resident).toBeLessThan(middle.resident * 1.15);
});

function medians(samples: typeof memory): (typeof memory)[number] {
  return {
    live: median(samples.map(({ live }) => live)),
    resident: median(samples.map(({ resident }) => resident)),
  };
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;
}
