import { describe, expect, test } from "vitest";
import { heard } from "./support/audioTap.ts";
import { loudnessOf } from "./support/loudness.ts";
import { beSpokenTo, expectStopped, LONG_ANSWER, wordsOf } from "./support/spokenReply.ts";
import { setStage } from "./support/stage.ts";

describe("a reply that is spoken", () => {
  const stage = setStage();

  test("is heard as it was made: neither silence nor clipped", async () => {
    const { desk, end } = await stage.visit({ isSpoken: true });
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
    const { desk, end } = await stage.visit({ isSpoken: true });
    const replyId = await beSpokenTo(desk);
    await desk.signals("Speaking");
    await desk.button("Stop").click();
    await desk.signals("Off");
    await expectStopped(desk, replyId);
    await desk.log.getByText("Stopped here.").waitFor();
    await end();
  });

  test("stops at Escape", async () => {
    const { desk, end } = await stage.visit({ isSpoken: true });
    const replyId = await beSpokenTo(desk);
    await desk.page.keyboard.press("Escape");
    await desk.signals("Off");
    await expectStopped(desk, replyId);
    await end();
  });

  test("falls silent when the person writes the next thing, and can be read whole", async () => {
    const { desk, end } = await stage.visit({ isSpoken: true });
    const replyId = await beSpokenTo(desk);
    await desk.ask("show my projects");
    await desk.entry(wordsOf(desk, replyId)).waitFor();
    expect(await desk.log.getByText("Stopped here.").count()).toBe(0);
    await desk.button("Stop").click();
    await desk.signals("Off");
    await end();
  });
});
