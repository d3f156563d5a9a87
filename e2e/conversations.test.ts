import { readFile } from "node:fs/promises";
import type { Locator, Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { accessibilityFaults } from "./support/axe.ts";
import { rest } from "./support/rest.ts";
import { setStage } from "./support/stage.ts";

const screen = { width: 1440, height: 900 };
const phone = { width: 360, height: 740 };

/** So many of a long conversation are in the page at most. */
const IN_PAGE = 150;
/** So many are said before their answers are waited for. */
const AT_ONCE = 40;
const first = "what can I say?";
const last = "list my plans";

/** From its end a long conversation is read to its start and back, by keyboard and by wheel. */
async function expectToBeReadThrough(
  page: Page,
  said: Locator,
  scroller: Locator = page.locator("html"),
): Promise<void> {
  const oldest = said.filter({ hasText: first }).first();
  const newest = said.filter({ hasText: last }).first();
  const expectFew = async () => expect(await said.count()).toBeLessThanOrEqual(IN_PAGE);

  await newest.waitFor();
  await expectFew();
  expect(await oldest.count()).toBe(0);

  await page.keyboard.press("Home");
  await oldest.waitFor();
  await expect.poll(() => scroller.evaluate((node) => node.scrollTop)).toBe(0);
  await expectFew();
  expect(await newest.count()).toBe(0);

  await page.keyboard.press("End");
  await newest.waitFor();
  await expectFew();

  await page.mouse.move(640, 400);
  for (const [wheelPx, wanted] of [
    [-4000, oldest],
    [4000, newest],
  ] as const) {
    while ((await wanted.count()) === 0) {
      await page.mouse.wheel(0, wheelPx);
      await expectFew();
    }
    await wanted.waitFor();
  }
  await page.keyboard.press("End");
}

describe("the conversations that were kept", () => {
  const stage = setStage();

  beforeAll(async () => {
    await rest.chat(stage.url, "create a new project called billing portal");
    await rest.chat(stage.url, "show my projects");
  });

  test("are found by what was said, read, and gone on with", async () => {
    const { desk, end } = await stage.visit();
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
    await page.getByText("there is “nobody said this”").waitFor();

    // The address holds the search: it is there again after a look at what was found.
    await page.goto(`${stage.url}/conversations?q=created`);
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
    await rest.chat(stage.url, "what can I say?");
    const { desk, openTab, end } = await stage.visit({ acceptDownloads: true });
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

  test("are listed on every open page as they are after each turn", async () => {
    const { desk, openTab, end } = await stage.visit();
    const { page } = desk;
    const { page: second } = await openTab();
    await second.getByRole("link", { name: "Conversations" }).click();
    const listed = second.getByRole("list", { name: "Conversations" }).getByRole("listitem");
    const recent = page.getByRole("list", { name: "Recent" }).getByRole("link");
    await listed.first().waitFor();

    await desk.ask("what time is it in the archive?");
    const title = "what time is it in the archive?";
    await listed.first().filter({ hasText: title }).getByText("2 messages").waitFor();
    await recent.first().filter({ hasText: title }).getByText("2 messages").waitFor();
    await desk.ask("help");
    await listed.first().filter({ hasText: title }).getByText("4 messages").waitFor();
    await recent.first().filter({ hasText: title }).getByText("4 messages").waitFor();

    await second.getByRole("button", { name: `More for ${title}` }).click();
    await second.getByRole("menuitem", { name: "Rename" }).click();
    await second.getByRole("textbox", { name: "Name" }).fill("The archive");
    await second.keyboard.press("Enter");
    await recent.filter({ hasText: "The archive" }).waitFor();

    // What was said elsewhere comes first, and is gone on with in one step.
    await recent.filter({ hasText: "show my projects" }).click();
    await desk.entry("show my projects").waitFor();
    await end();
  });

  const long = { timeout: 300_000 };
  test("stay smooth to read and to go on with when 2 000 messages were said", long, async () => {
    const id = await rest.chat(stage.url, first);
    for (let said = 1; said < 999; said += AT_ONCE) {
      const more = Array.from({ length: Math.min(AT_ONCE, 999 - said) }, () =>
        rest.chat(stage.url, "show my projects", id),
      );
      await Promise.all(more);
    }
    await rest.chat(stage.url, last, id);
    const { desk, openTab, end } = await stage.visit();
    const { page } = desk;

    await page.goto(`${stage.url}/conversations/${id}`);
    await page.getByText("2,000 messages").waitFor();
    const said = page.getByRole("main").getByRole("article");
    await expectToBeReadThrough(page, said);

    await page.getByRole("link", { name: "Continue" }).click();
    await desk.ready();
    await desk.log.getByRole("article").first().waitFor();
    expect(page.url()).toBe(`${stage.url}/?c=${id}`);
    await desk.log.focus();
    await expectToBeReadThrough(page, desk.log.getByRole("article"), desk.log);
    await desk.button("Latest").waitFor({ state: "detached" });

    // A second page that opens it shows no more than the first.
    const { log: secondLog } = await openTab(page.url());
    await secondLog.getByRole("article").filter({ hasText: last }).waitFor();
    expect(await secondLog.getByRole("article").count()).toBeLessThanOrEqual(IN_PAGE);
    await end();
  });

  test("have no accessibility fault that can be found by rule, and fit", async () => {
    const { desk, end } = await stage.visit();
    const { page } = desk;
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      for (const size of [screen, phone]) {
        await page.setViewportSize(size);
        await page.goto(`${stage.url}/conversations`);
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
