import { describe, expect, test } from "vitest";
import { z } from "zod";
import { eventually } from "./support/eventually.ts";
import { LONG_ANSWER } from "./support/spokenReply.ts";
import { setStage } from "./support/stage.ts";
import { openUnevenLink } from "./support/unevenLink.ts";
import { visit } from "./support/visit.ts";

const ReplyPlayed = z.object({ replyId: z.string(), playedMs: z.number() });

describe("timing", () => {
  const stage = setStage();

  test("there is a page for it, also before anything was said", async () => {
    const { desk, end } = await stage.visit();
    await desk.page.goto(`${stage.url}/timings`);
    await desk.page.getByText("Nothing here yet").waitFor();
    await end();
  });

  test("each reply tells how long it took, and the page how long they all did", async () => {
    const { desk, end } = await stage.visit();
    const { page } = desk;
    await desk.ask("help");
    const timing = desk.log.getByRole("button", { name: /^Timing: .+ until the reply: thinking/ });
    await timing.press("Enter");
    await desk.log.getByText(/until the reply: thinking/).waitFor();
    expect(await timing.getAttribute("aria-expanded")).toBe("true");

    await page.goto(`${stage.url}/settings`);
    await page.getByRole("link", { name: "How long replies take" }).click();
    const wait = page.getByRole("row", { name: /^The whole wait/ });
    await wait.waitFor();
    expect(await wait.getByRole("cell").first().textContent()).toBe("1");
    expect(await page.getByTestId("distribution").count()).toBe(5);
    await end();
  });

  test("a reply that comes unevenly is played whole, and its gaps are counted", async () => {
    const link = await openUnevenLink(stage.url);
    const { desk, end } = await visit(stage.browser, link.url, { isSpoken: true });
    const { page, wire } = desk;
    const { replyId } = await wire.answerTo(await desk.send(LONG_ANSWER));
    await desk.signals("Speaking");
    await desk.signals("Off");
    const { pcm, sampleRate } = wire.speechOf(replyId);
    const madeMs = (pcm.length / 2 / sampleRate) * 1000;
    await eventually("the server is told that all of it was heard", () =>
      wire
        .requests("reply.played", ReplyPlayed)
        .find((played) => played.replyId === replyId && Math.abs(played.playedMs - madeMs) < 2),
    );
    await page.getByRole("link", { name: "Engines" }).click();
    await page.getByRole("link", { name: "How long replies take" }).click();
    await page.getByText(/since it was loaded: \d+\./).waitFor();
    await end();
    link.close();
  });
});
