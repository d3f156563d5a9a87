import { setTimeout as delay } from "node:timers/promises";
import type { Client } from "./client.ts";

interface Pausable {
  pause(): void;
  resume(): void;
}

/** For so long nothing is read from the connection: the server has to wait with what it sends. */
export async function heldBack(socket: Client["socket"], ms: number): Promise<void> {
  const { transport } = socket.io.engine;
  const ws: unknown = "ws" in transport ? transport.ws : null;
  if (!isPausable(ws)) return;
  ws.pause();
  await delay(ms);
  ws.resume();
}

function isPausable(value: unknown): value is Pausable {
  return typeof value === "object" && value !== null && "pause" in value && "resume" in value;
}
