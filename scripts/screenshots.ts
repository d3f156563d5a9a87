// `npm run screenshots`: the pictures of the README, taken from the production server on data of their own.
import { mkdirSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { launchChromium } from "../e2e/support/chromium.ts";
import type { DeskPage } from "../e2e/support/deskPage.ts";
import { visit } from "../e2e/support/visit.ts";
import { startServer } from "../server/test/support/serverProcess.ts";
import { findOrInstallChromium } from "./lib/chromium.mjs";
import { inRoot, root } from "./lib/paths.mjs";
import { prepare } from "./lib/prepare.mjs";
import { Failure, runScript, say } from "./lib/report.mjs";

const folder = inRoot("docs", "images");
const MAX_BYTES = 300_000;

const conversation = [
  "Create a new project called Billing portal",
  "I want to add CSV export to the billing portal",
  "For the accountants and our support team",
  "Filter by date, choose the columns, and include the tax",
  "They can close the month without retyping numbers",
  "No PDF, and no scheduled exports",
  "It depends on the auth service",
  "About 20 hours",
  "High",
  "A beta by December 5th",
  "Add a task to tell the support team before the release",
  "Show version history",
];

async function converse(desk: DeskPage): Promise<void> {
  for (const words of conversation) await desk.ask(words);
  await desk.plan.getByText("v2", { exact: true }).waitFor();
  // It was quiet only to be quick.
  await desk.button("Speak replies").click();
  await desk.box.focus();
}

async function take(page: Page, name: string, fullPage = false): Promise<void> {
  const path = join(folder, name);
  await page.mouse.move(0, 0);
  await page.screenshot({ path, fullPage, animations: "disabled", caret: "hide" });
  const { size } = statSync(path);
  if (size > MAX_BYTES) throw new Failure(`${name} is larger than ${MAX_BYTES} bytes: ${size}`);
  say(`screenshot ${relative(root, path)}: ${Math.round(size / 1000)} kB`);
}

/** Visits `url`, lets `act` do something there, and ends the visit. */
async function during(
  browser: Browser,
  url: string,
  options: BrowserContextOptions,
  act: (desk: DeskPage) => Promise<void>,
): Promise<void> {
  const { desk, end } = await visit(browser, url, options);
  await act(desk);
  await end();
}

await runScript(async () => {
  await prepare();
  process.env.CHROMIUM_PATH = await findOrInstallChromium();
  mkdirSync(folder, { recursive: true });
  const browser = await launchChromium();
  const server = await startServer({ LOG_LEVEL: "warn" });
  try {
    let address = server.url;
    const wide = { viewport: { width: 1440, height: 900 } };
    await during(browser, server.url, { ...wide, colorScheme: "light" }, async (desk) => {
      await converse(desk);
      address = desk.page.url();
      await take(desk.page, "desk.png");
    });
    const narrow = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 };
    await during(browser, address, { ...narrow, colorScheme: "dark" }, async ({ page }) => {
      await page.getByRole("button", { name: "Plan" }).click();
      await page.getByRole("main", { name: "Plan" }).getByText("Include the tax").first().waitFor();
      await take(page, "phone-dark.png");
    });
    const settings = { viewport: { width: 1024, height: 900 }, colorScheme: "light" } as const;
    await during(browser, address, settings, async ({ page }) => {
      await page.goto(`${server.url}/settings`);
      await page.getByText("guided interview").first().waitFor();
      await take(page, "settings.png", true);
    });
    return 0;
  } finally {
    await browser.close();
    await server.remove();
  }
});
