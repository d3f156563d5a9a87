import { expect } from "vitest";
import { z } from "zod";
import { AUDIBLE_RMS, heard } from "./audioTap.ts";
import type { DeskPage } from "./deskPage.ts";
import { eventually } from "./eventually.ts";

const Stop = z.object({ replyId: z.string(), playedMs: z.number() });

/** The answer to this takes a while to say. */
export const LONG_ANSWER = "help";

/** Has a long reply and waits until about a second of it is heard. */
export async function beSpokenTo(desk: DeskPage): Promise<string> {
  const messageId = await desk.send(LONG_ANSWER);
  const { replyId } = await desk.wire.until("reply.started", (e) => e.sourceId === messageId);
  await eventually("some words of the reply are heard", async () => {
    const audible = (await heard(desk.page)).filter(({ rms }) => rms > AUDIBLE_RMS);
    return audible.length > 20 ? true : null;
  });
  return replyId;
}

/** What happens when a reply is stopped, by whatever: the server is told, and it is silent. */
export async function expectStopped(desk: DeskPage, replyId: string): Promise<void> {
  const stop = await eventually("the server is told", () =>
    desk.wire.sent.find(({ name }) => name === "reply.stop"),
  );
  expect(Stop.parse(stop.payload)).toMatchObject({ replyId });
  expect(Stop.parse(stop.payload).playedMs).toBeGreaterThan(0);

  // What was on its way out when it was stopped is out after a window of the measurement or two.
  const tail = await eventually("a second of what follows", async () => {
    const blocks = (await heard(desk.page)).filter(({ atMs }) => atMs > stop.atMs + 300);
    return blocks.length >= 20 ? blocks : null;
  });
  expect(Math.max(...tail.map(({ rms }) => rms))).toBeLessThan(AUDIBLE_RMS);

  // Only what was heard is kept.
  const whole = wordsOf(desk, replyId);
  const kept = await eventually("the shorter message", () =>
    desk.wire
      .events("message")
      .find(({ message }) => message.id === replyId && message.content.length < whole.length),
  );
  expect(kept.message.content).not.toBe("");
  expect(whole.startsWith(kept.message.content)).toBe(true);
}

/** All the words of a reply that have come. */
export function wordsOf({ wire }: DeskPage, replyId: string): string {
  const deltas = wire.events("reply.text").filter((event) => event.replyId === replyId);
  return deltas.map(({ delta }) => delta).join("");
}
