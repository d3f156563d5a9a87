import { PlanDetail } from "@voiceplan/protocol";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createLog } from "../server/src/lib/log.ts";
import { openStore } from "../server/src/store/open.ts";
import { startServer, type TestServer } from "../server/test/support/serverProcess.ts";
import { accessibilityFaults } from "./support/axe.ts";
import { launchChromium } from "./support/chromium.ts";
import { memoryUpToDate } from "./support/memoryUpToDate.ts";
import { rest } from "./support/rest.ts";
import { visit, type Visit } from "./support/visit.ts";

const SEVEN_WEEKS = "49 days";

/** Makes everything that is there seven weeks older. */
async function sevenWeeksPass(server: TestServer): Promise<void> {
  await server.process.stop();
  const { db, close } = await openStore({ ...server.address, log: createLog("silent") });
  try {
    await db.$executeRaw`UPDATE dev_plan_versions SET created_at = created_at - ${SEVEN_WEEKS}::interval`;
    await db.$executeRaw`UPDATE memory_chunks SET at = at - ${SEVEN_WEEKS}::interval`;
  } finally {
    await close();
  }
  await server.restart();
}

describe("weeks later", () => {
  let browser: Browser;
  let server: TestServer;
  let shared: Visit;
  let planId: string;

  beforeAll(async () => {
    [browser, server] = await Promise.all([launchChromium(), startServer()]);
    const project = await rest.createProject(server.url, { name: "Billing portal" });
    const content =
      "# CSV export of invoices\n\n## Decisions\n\nSemicolons separate the columns.\n\n## Risks\n\n- [ ] Umlauts break in spreadsheets\n";
    const plan = await fetch(`${server.url}/api/devplans`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ projectId: project.id, title: "CSV export of invoices", content }),
    });
    planId = PlanDetail.parse(await plan.json()).id;
    await memoryUpToDate(server.url);
    await sevenWeeksPass(server);
    shared = await visit(browser, server.url);
  });
  afterAll(async () => {
    await shared.end();
    await browser.close();
    await server.remove();
  });

  test("a plan that resembles one of before is begun with a word about it, and a link", async () => {
    const { desk } = shared;
    await desk.ask("I want to export the invoices of the warehouse as CSV");
    const then = new Date(Date.now() - 49 * 86_400_000);
    const month = then.toLocaleDateString("en", {
      month: "long",
      year: "numeric",
      timeZone: "UTC",
    });
    await desk
      .entry(
        `You planned something like it before: CSV export of invoices in Billing portal, in ${month}.`,
      )
      .waitFor();
    const sources = desk.page.getByRole("list", { name: "Sources" });
    await sources.getByRole("link", { name: "CSV export of invoices" }).click();
    await desk.page.waitForURL(`**/plans/${planId}`);
    await desk.page
      .getByRole("heading", { name: "CSV export of invoices", level: 1 })
      .first()
      .waitFor();
  });

  test.for(["light", "dark"] as const)(
    "the search page finds it in spite of a typo, and works for everybody: %s",
    async (theme) => {
      const { page } = shared.desk;
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      for (const width of [360, 1440]) {
        await page.setViewportSize({ width, height: 800 });
        await page.goto(`${server.url}/search?q=umlauts+spredsheets`);
        const hit = page.getByTestId("hits").getByRole("listitem").first();
        await hit.locator("mark").filter({ hasText: "spreadsheets" }).waitFor();
        expect(await hit.getByRole("link").innerText()).toBe("CSV export of invoices");
        await page
          .getByRole("status")
          .filter({ hasText: /^\d+ hits?$/ })
          .waitFor();
        expect(await accessibilityFaults(page)).toEqual([]);
        const isWider = await page.evaluate((limit) => document.body.scrollWidth > limit, width);
        expect(isWider).toBe(false);
      }
      await page.getByLabel("Time").selectOption("Past week");
      await page.getByText("Nothing that was planned or said is about that.").waitFor();
    },
  );
});
