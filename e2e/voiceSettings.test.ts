import { describe, expect, test } from "vitest";
import { z } from "zod";
import { heard } from "./support/audioTap.ts";
import { eventually } from "./support/eventually.ts";
import { loudnessOf } from "./support/loudness.ts";
import { beSpokenTo, LONG_ANSWER } from "./support/spokenReply.ts";
import { setStage } from "./support/stage.ts";

const SpeechSet = z.object({ voice: z.string().optional(), rate: z.number().optional() });

describe("how replies sound", () => {
  const stage = setStage();

  test("is set by keyboard, heard at once and remembered over a reload", async () => {
    const { desk, end } = await stage.visit({ isSpoken: true });
    const { page } = desk;
    await desk.button("How replies sound").press("Enter");
    const menu = page.getByRole("dialog", { name: "How replies sound" });
    await menu.getByLabel("Voice").selectOption("rms");
    await menu.getByLabel("Speed").press("End");
    await menu.getByLabel("Volume").press("Home");
    await page.keyboard.press("Escape");
    await menu.waitFor({ state: "detached" });
    await eventually("the server is told", () =>
      desk.wire.requests("speech.set", SpeechSet).find(({ voice, rate }) => {
        return voice === "rms" && rate === 1.5;
      }),
    );

    await page.reload();
    await desk.ready();
    await desk.button("How replies sound").click();
    expect(await menu.getByLabel("Voice").inputValue()).toBe("rms");
    expect(await menu.getByLabel("Speed").inputValue()).toBe("1.5");
    expect(await menu.getByLabel("Volume").inputValue()).toBe("0.25");
    await page.keyboard.press("Escape");

    const { replyId } = await desk.wire.answerTo(await desk.send(LONG_ANSWER));
    await desk.signals("Off");
    const made = loudnessOf(desk.wire.speechOf(replyId).pcm).peak;
    const loudest = Math.max(...(await heard(page)).map(({ peak }) => peak));
    expect(loudest).toBeGreaterThan(made * 0.15);
    expect(loudest).toBeLessThan(made * 0.3);
    await end();
  });

  test("is changed by commands", async () => {
    const { desk, end } = await stage.visit();
    await desk.ask("slower");
    await desk.ask("louder");
    await desk.button("How replies sound").click();
    const menu = desk.page.getByRole("dialog", { name: "How replies sound" });
    expect(await menu.getByLabel("Speed").inputValue()).toBe("0.75");
    expect(await menu.getByLabel("Volume").inputValue()).toBe("1.25");
    await end();
  });

  test("a reply is skipped by a command, and a new conversation begins by one", async () => {
    const { desk: other, openTab, end } = await stage.visit({ isSpoken: true });
    const before = other.page.url();
    const desk = await openTab(before);
    await beSpokenTo(desk);
    // Both show it, and only the one that was spoken in speaks.
    await other.entry("help").waitFor();
    expect(await other.signal.textContent()).not.toContain("Speaking");
    expect(other.wire.received.some(({ name }) => name === "reply.audio")).toBe(false);

    await desk.send("skip this");
    await desk.signals("Off");
    await desk.send("new conversation");
    const { result } = await desk.wire.until("command", (e) => e.command === "conversation.new");
    await desk.page.waitForURL((url) => url.searchParams.get("c") === result.conversationId);
    await desk.ready();
    expect(await desk.log.getByRole("article").count()).toBe(0);
    // The tab in which it was not said stays where it was.
    await other.entry("A new conversation.").waitFor();
    expect(other.page.url()).toBe(before);
    await end();
  });
});
