import { expect, test } from "vitest";
import { startServer } from "../server/test/support/serverProcess.ts";
import { launchChromium } from "./support/chromium.ts";
import { rest } from "./support/rest.ts";
import { visit } from "./support/visit.ts";

const script = '<script>fetch("http://evil.example/script")</script>';
const picture = "![a picture](http://evil.example/picture.png)";
const handler = '<img src="http://evil.example/image" onerror="alert(1)">';
const link = "[press me](javascript:alert(2))";
const frame = '<iframe src="http://evil.example/frame"></iframe>';
const style = "<style>body { background: url(http://evil.example/style) }</style>";

test("what a plan smuggles in is shown or dropped, never run or fetched", async () => {
  const [browser, server] = await Promise.all([launchChromium(), startServer()]);
  try {
    const { desk, end } = await visit(browser, server.url, {
      // The sanitiser parses in a document of its own, where Chromium already refuses a handler.
      expectedErrors: [/^Executing inline event handler violates/],
    });
    const { page, plan } = desk;
    const dialogs: string[] = [];
    page.on("dialog", (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });

    await desk.ask("create a new project called trapdoor");
    await desk.ask("I want to add CSV export to the billing portal");
    await desk.ask(`${handler} people`);
    await desk.ask(`filter by date, ${script}, ${picture}, ${link}, ${frame} and ${style}`);
    await desk.ask("that's all");
    const { planId } = await desk.wire.until("plan.saved");
    const stored = (await rest.version(server.url, planId, 1)).content;
    for (const trap of [script, picture, handler, link, frame, style]) {
      expect(stored, "the plan holds what was said").toContain(trap);
    }

    for (const reload of [false, true]) {
      if (reload) await page.reload();
      await desk.ready();
      const text = plan.getByRole("tabpanel", { name: "View" });
      await text.getByText("Filter by date").first().waitFor();
      const dangerous = "script, img, iframe, object, embed, style, link, form, [onerror]";
      expect(await text.locator(dangerous).count()).toBe(0);
      expect(await desk.log.locator("script, img, iframe, style, [onerror]").count()).toBe(0);
      // The words are there, as words; and pressing them does nothing.
      await text.getByText("press me").first().click();
      await text.getByText("a picture").first().waitFor();
      for (const address of await text
        .getByRole("link")
        .evaluateAll((links) => links.map((one) => one.getAttribute("href") ?? ""))) {
        expect(address).toMatch(/^(https?:|mailto:|#)/);
      }
      await desk.entry(script).waitFor();
    }
    expect(dialogs).toEqual([]);
    await end();
  } finally {
    await browser.close();
    await server.remove();
  }
});
