import { readFile } from "node:fs/promises";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startServer, type TestServer } from "../server/test/support/serverProcess.ts";
import { accessibilityFaults } from "./support/axe.ts";
import { launchChromium } from "./support/chromium.ts";
import { rest } from "./support/rest.ts";
import { visit } from "./support/visit.ts";

const screen = { width: 1440, height: 900 };
const phone = { width: 360, height: 740 };

describe("the conversations that were kept", () => {
  let browser: Browser;
  let server: TestServer;

  beforeAll(async () => {
    [browser, server] = await Promise.all([launchChromium(), startServer()]);
    await rest.chat(server.url, "create a new project called billing portal");
    await rest.chat(server.url, "show my projects");
  });
  afterAll(async () => {
    await browser.close();
    await server.remove();
  });

  test("are found by what was said, read, and gone on with", async () => {
    const { desk, end } = await visit(browser, server.url);
    const { page } = desk;
    await page.getByRole("link", { name: "Conversations" }).click();
    const list = page.getByRole("list", { name: "Conversations" });
    const [newest, oldest] = [list.getByRole("listitem").nth(0), list.getByRole("listitem").nth(1)];
    await newest.getByRole("link", { name: "show my projects", exact: true }).waitFor();
    await oldest.getByText("2 messages").waitFor();
    await oldest.getByText("billing portal", { exact: true }).waitFor();

    await page.getByRole("searchbox").fill("created");
    await page.waitForURL(/\?q=created/);
    await expect.poll(() => list.getByRole("listitem").count()).toBe(1);
    await page.getByRole("searchbox").fill("nobody said this");
    await page.getByTestId("empty").filter({ hasText: "nobody said this" }).waitFor();

    // The address holds the search: it is there again after a look at what was found.
    await page.goto(`${server.url}/conversations?q=created`);
    await list
      .getByRole("link", { name: "create a new project called billing portal", exact: true })
      .click();
    await page.getByRole("heading", { level: 1, name: /create a new project/ }).waitFor();
    await page.getByRole("article").filter({ hasText: "create a new project" }).waitFor();
    await page.goBack();
    expect(await page.getByRole("searchbox").inputValue()).toBe("created");
    await list.getByRole("link", { name: /^Continue/ }).click();
    await desk.ready();
    await desk.entry("create a new project called billing portal").waitFor();
    await page.getByRole("heading", { level: 1, name: "billing portal" }).waitFor();
    await end();
  });

  test("are renamed, taken away and, undone, are there again, on every open page", async () => {
    await rest.chat(server.url, "what can I say?");
    const { desk, openTab, end } = await visit(browser, server.url, { acceptDownloads: true });
    const { page } = desk;
    const { page: second } = await openTab();
    await page.getByRole("link", { name: "Conversations" }).click();
    await second.getByRole("link", { name: "Conversations" }).click();
    const here = page.getByRole("list", { name: "Conversations" });
    const there = second.getByRole("list", { name: "Conversations" });
    await there.getByRole("link", { name: "what can I say?", exact: true }).waitFor();

    await here.getByRole("button", { name: "More for what can I say?" }).click();
    await page.getByRole("menuitem", { name: "Rename" }).click();
    await page.getByRole("textbox", { name: "Name" }).fill("All that can be said");
    await page.keyboard.press("Enter");
    const renamed = { name: "All that can be said", exact: true };
    await here.getByRole("link", renamed).waitFor();
    await there.getByRole("link", renamed).waitFor();

    await here.getByRole("button", { name: "More for All that can be said" }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("menuitem", { name: "Export as Markdown" }).click(),
    ]);
    const markdown = await readFile(await download.path(), "utf8");
    expect(markdown).toContain("# All that can be said");
    expect(markdown).toContain("**You:** what can I say?");

    await here.getByRole("button", { name: "More for All that can be said" }).click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    await there.getByRole("link", renamed).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Undo" }).click();
    await here.getByRole("link", renamed).waitFor();
    await there.getByRole("link", renamed).waitFor();
    await end();
  });

  test("stay smooth to read and to go on with when they are long", async () => {
    const id = await rest.chat(server.url, "message 0: help");
    for (let turn = 1; turn < 250; turn += 1)
      await rest.chat(server.url, `message ${turn}: help`, id);
    const { desk, openTab, end } = await visit(browser, server.url);
    const { page } = desk;

    await page.goto(`${server.url}/conversations/${id}`);
    const said = page.getByRole("main").getByRole("article");
    await said.filter({ hasText: "message 249: help" }).waitFor();
    expect(await said.count()).toBeLessThanOrEqual(400);
    for (let count = 0; count < 500;) {
      await page.keyboard.press("Home");
      await expect.poll(() => said.count()).toBeGreaterThan(count);
      count = await said.count();
    }
    await said.filter({ hasText: "message 0: help" }).waitFor();

    const { log, button } = { log: desk.log, button: desk.button("Latest") };
    await page.getByRole("link", { name: "Continue" }).click();
    await desk.ready();
    await desk.entry("message 249: help").waitFor();
    expect(await log.getByRole("article").count()).toBeLessThan(200);
    expect(await desk.entry("message 0: help").count()).toBe(0);

    // What was said before comes as one scrolls to it, and goes again with what is said last.
    await log.focus();
    await page.keyboard.press("Home");
    await button.waitFor();
    for (let at = 0; at < 10; at += 1) await page.keyboard.press("Home");
    await desk.entry("message 0: help").waitFor();
    await button.click();
    await desk.entry("message 0: help").waitFor({ state: "detached" });

    // A second page that opens it shows no more than the first.
    const { log: secondLog } = await openTab(page.url());
    await secondLog.getByText("message 249: help").waitFor();
    expect(await secondLog.getByRole("article").count()).toBeLessThan(200);
    await end();
  });

  test("have no accessibility fault that can be found by rule, and fit", async () => {
    const { desk, end } = await visit(browser, server.url);
    const { page } = desk;
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      for (const size of [screen, phone]) {
        await page.setViewportSize(size);
        await page.goto(`${server.url}/conversations`);
        const first = page.getByRole("list", { name: "Conversations" }).getByRole("link").first();
        await first.waitFor();
        expect(await accessibilityFaults(page)).toEqual([]);
        await first.click();
        await page.getByRole("article").first().waitFor();
        expect(await accessibilityFaults(page)).toEqual([]);
        const excess = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(excess).toBeLessThanOrEqual(0);
      }
    }
    await end();
  });
});
