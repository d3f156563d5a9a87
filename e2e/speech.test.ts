import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { startServer, type TestServer } from "../server/test/support/serverProcess.ts";
import { AUDIBLE_RMS, heard } from "./support/audioTap.ts";
import { launchChromium } from "./support/chromium.ts";
import type { DeskPage } from "./support/deskPage.ts";
import { eventually } from "./support/eventually.ts";
import { loudnessOf } from "./support/loudness.ts";
import { visit } from "./support/visit.ts";

const Stop = z.object({ replyId: z.string(), playedMs: z.number() });

/** The answer to this takes a while to say. */
const LONG_ANSWER = "help";

/** Has a long reply and waits until about a second of it is heard. */
async function beSpokenTo(desk: DeskPage): Promise<string> {
  const messageId = await desk.send(LONG_ANSWER);
  const { replyId } = await desk.wire.until("reply.started", (e) => e.sourceId === messageId);
  await eventually("some words of the reply are heard", async () => {
    const audible = (await heard(desk.page)).filter(({ rms }) => rms > AUDIBLE_RMS);
    return audible.length > 20 ? true : null;
  });
  return replyId;
}

/** What happens when a reply is stopped, by whatever: the server is told, and it is silent. */
async function expectStopped(desk: DeskPage, replyId: string): Promise<void> {
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
  const whole = full(desk, replyId);
  const kept = await eventually("the shorter message", () =>
    desk.wire
      .events("message")
      .find(({ message }) => message.id === replyId && message.content.length < whole.length),
  );
  expect(kept.message.content).not.toBe("");
  expect(whole.startsWith(kept.message.content)).toBe(true);
}

const full = ({ wire }: DeskPage, replyId: string): string =>
  wire
    .events("reply.text")
    .filter((event) => event.replyId === replyId)
    .map(({ delta }) => delta)
    .join("");

describe("a reply that is spoken", () => {
  let browser: Browser;
  let server: TestServer;

  beforeAll(async () => {
    [browser, server] = await Promise.all([launchChromium(), startServer()]);
  });
  afterAll(async () => {
    await browser.close();
    await server.remove();
  });

  test("is heard as it was made: neither silence nor clipped", async () => {
    const { desk, end } = await visit(browser, server.url, { isSpoken: true });
    const { replyId } = await desk.wire.answerTo(await desk.send(LONG_ANSWER));
    await desk.signals("Speaking");
    await desk.signals("Off");
    const made = loudnessOf(desk.wire.speechOf(replyId).pcm);
    const blocks = await heard(desk.page);
    expect(Math.max(...blocks.map(({ rms }) => rms))).toBeGreaterThan(0.05);
    expect(made.peak).toBeLessThan(0.99);
    // No louder than it was made: two pieces never overlap.
    expect(Math.max(...blocks.map(({ peak }) => peak))).toBeLessThan(made.peak * 1.1);
    await end();
  });

  test("stops at the button", async () => {
    const { desk, end } = await visit(browser, server.url, { isSpoken: true });
    const replyId = await beSpokenTo(desk);
    await desk.signals("Speaking");
    await desk.button("Stop").click();
    await desk.signals("Off");
    await expectStopped(desk, replyId);
    await desk.log.getByText("Stopped here.").waitFor();
    await end();
  });

  test("stops at Escape", async () => {
    const { desk, end } = await visit(browser, server.url, { isSpoken: true });
    const replyId = await beSpokenTo(desk);
    await desk.page.keyboard.press("Escape");
    await desk.signals("Off");
    await expectStopped(desk, replyId);
    await end();
  });

  test("falls silent when the person writes the next thing, and can be read whole", async () => {
    const { desk, end } = await visit(browser, server.url, { isSpoken: true });
    const replyId = await beSpokenTo(desk);
    await desk.ask("show my projects");
    await desk.entry(full(desk, replyId)).waitFor();
    expect(await desk.log.getByText("Stopped here.").count()).toBe(0);
    await desk.button("Stop").click();
    await desk.signals("Off");
    await end();
  });
});
