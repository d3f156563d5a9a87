import { randomUUID } from "node:crypto";
import type { Locator, Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { accessibilityFaults } from "./support/axe.ts";
import { keepToasts } from "./support/keepToasts.ts";
import { memoryUpToDate } from "./support/memoryUpToDate.ts";
import { rest } from "./support/rest.ts";
import { setStage } from "./support/stage.ts";
import type { Visit } from "./support/visit.ts";

const decision = "We decided to separate the columns by semicolons.";
const lesson = "Last time the umlauts broke in the spreadsheets.";

describe("what is remembered of a project", () => {
  const stage = setStage();
  let shared: Visit;
  let page: Page;
  let projectId: string;

  const section = (name: string): Locator => page.getByRole("region", { name, exact: true });
  const item = (words: string): Locator => page.getByTestId("takeaway").filter({ hasText: words });
  const toast = (words: string): Locator => page.getByTestId("toast").filter({ hasText: words });

  beforeAll(async () => {
    const project = await rest.createProject(stage.url, { name: "Billing portal" });
    projectId = project.id;
    // Two editors of one decision: what the browser says of the refusal.
    shared = await stage.visit({ expectedErrors: [/412/] });
    page = shared.desk.page;
    await keepToasts(page);
  });

  test("nothing at first, and how things come to be remembered", async () => {
    await page.goto(`${stage.url}/projects/${projectId}`);
    await page.getByRole("link", { name: "Decisions and lessons" }).click();
    await page.getByRole("heading", { level: 1, name: "Memory of Billing portal" }).waitFor();
    await page.getByText("Nothing is remembered yet.").waitFor();
    await page.getByText("No other project is like this one.").waitFor();
  });

  test("what is decided in a conversation shows at once, with where it was said", async () => {
    const desk = await shared.openTab();
    await desk.ask("open project billing portal");
    await desk.ask(`${decision} ${lesson}`);
    await section("Decisions").getByText(decision).waitFor();
    await section("Lessons").getByText(lesson).waitFor();
    await item(decision).getByRole("link", { name: "Conversation" }).click();
    await page.waitForURL("**/conversations/*");
    await page.getByTestId("message-user").filter({ hasText: decision }).waitFor();
    await page.goBack();
    await section("Decisions").getByText(decision).waitFor();
  });

  test("what a plan decides links to the version that says it", async () => {
    const content = "# Exports\n\n## Decisions\n\n- Files are kept for a week\n";
    const plan = await rest.createPlan(stage.url, { projectId, content });
    const first = item("Files are kept for a week").getByRole("link", {
      name: "Exports, version 1",
    });
    await first.waitFor();
    const signed = "Files are signed by the server";
    await rest.updatePlan(stage.url, plan.id, { content: `${content}- ${signed}\n` });
    const second = item(signed).getByRole("link", { name: "Exports, version 2" });
    await second.waitFor();
    await rest.updatePlan(stage.url, plan.id, { content: `${content}- ${signed}\n\nThe end.\n` });

    await first.click();
    await page.waitForURL(`**/plans/${plan.id}?v=1`);
    await page.getByText("This is version 1 of 3.").waitFor();
    await page.goBack();
    await second.click();
    const comparison = page.getByRole("region", { name: "Comparison" });
    await comparison.getByText(signed).first().waitFor();
    const chosen = (name: string): Promise<string> =>
      comparison.getByRole("combobox", { name }).inputValue();
    expect([await chosen("Older version"), await chosen("Newer version")]).toEqual(["1", "2"]);
    await page.goBack();
    await first.waitFor();
  });

  test("it is corrected in place, by keyboard too, and never over somebody else's words", async () => {
    await item(decision).getByRole("button", { name: "Correct" }).click();
    const box = page.getByRole("textbox", { name: "What is to be remembered" });
    await box.fill("Never kept");
    await page.keyboard.press("Escape");
    await item(decision).waitFor();

    await page.keyboard.press("Enter");
    const [written] = (await rest.takeaways(stage.url, projectId)).filter(
      ({ text }) => text === decision,
    );
    await box.fill("Tabs separate the columns.");
    await rest.updateTakeaway(stage.url, projectId, written?.id ?? "", "Commas do.");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").getByText("Commas do.").waitFor();
    await page.getByRole("button", { name: "Save mine" }).click();
    await item("Tabs separate the columns.").getByText("Corrected by you").waitFor();
    expect(await item("Commas do.").count()).toBe(0);
  });

  test("it is forgotten, and brought back from where that is told or later", async () => {
    await item(lesson).getByRole("button", { name: "Forget" }).click();
    await item(lesson).waitFor({ state: "detached" });
    await toast("Forgot").getByRole("button", { name: "Undo" }).click();
    await item(lesson).waitFor();
    await item(lesson).getByRole("button", { name: "Forget" }).click();
    await item(lesson).waitFor({ state: "detached" });
    await page.reload();
    await page.getByText("Forgotten (1)").click();
    await page.getByRole("button", { name: "Bring back" }).click();
    await item(lesson).waitFor();
  });

  test("one is added by hand, and is found by searching", async () => {
    await page.getByRole("button", { name: "Add", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Remember something" });
    await dialog.getByRole("textbox").fill("Ask the accountants first.");
    await dialog.getByRole("combobox").selectOption("Lesson");
    await dialog.getByRole("button", { name: "Save" }).click();
    await section("Lessons").getByText("Ask the accountants first.").waitFor();
    await item("Ask the accountants first.").getByText("Written by you").waitFor();

    await page.goto(`${stage.url}/search?q=accountants&kind=lesson`);
    const hit = page.getByTestId("hits").getByRole("listitem").first();
    await hit.getByRole("link", { name: "Billing portal" }).click();
    await item("Ask the accountants first.").waitFor();
  });

  test("projects that are like it are linked, with what they share", async () => {
    const other = await rest.createProject(stage.url, { name: "Warehouse" });
    const title = "Nightly exports of the stock";
    const content = `# ${title}\n\n## Overview\n\nThe stock goes out as files.\n`;
    await rest.createPlan(stage.url, { projectId: other.id, title, content });
    const own = "# Nightly exports of the invoices\n";
    await rest.createPlan(stage.url, { projectId, content: own });
    await memoryUpToDate(stage.url);
    await page.goto(`${stage.url}/projects/${projectId}/memory`);
    const similar = page.getByTestId("similar");
    await similar.getByRole("link", { name: title }).waitFor();
    await similar.getByRole("link", { name: "Warehouse", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Warehouse" }).waitFor();
  });

  test.for(["light", "dark"] as const)("it works for everybody: %s", async (theme) => {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    for (const width of [360, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(`${stage.url}/projects/${projectId}/memory`);
      await item(lesson).waitFor();
      await page.getByTestId("similar").waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      const isWider = await page.evaluate((limit) => document.body.scrollWidth > limit, width);
      expect(isWider).toBe(false);
      await item(lesson).getByRole("button", { name: "Correct" }).click();
      await page.getByRole("textbox", { name: "What is to be remembered" }).waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      const shots = process.env.SHOTS;
      if (shots)
        await page.screenshot({ path: `${shots}/memory-${theme}-${width}.png`, fullPage: true });
    }
  });

  test("a link leads to what is far down, and says so where that is gone", async () => {
    const before = await rest.takeaways(stage.url, projectId);
    const [oldest] = before.filter(({ kind }) => kind === "decision").slice(-1);
    if (!oldest) throw new Error("Nothing is decided.");
    for (let place = 1; place <= 60; place += 1)
      await rest.addTakeaway(stage.url, projectId, `Shelf ${place} is for the invoices.`);
    await page.goto(`${stage.url}/search?q=invoices`);
    await page.goto(`${stage.url}/projects/${projectId}/memory#${oldest.id}`);
    const far = item(oldest.text);
    await far.waitFor();
    await expect
      .poll(() => far.evaluate((node) => node.getBoundingClientRect().top))
      .toBeGreaterThan(0);
    expect(await far.evaluate((node) => node.getBoundingClientRect().bottom)).toBeLessThan(
      page.viewportSize()?.height ?? 0,
    );
    await page.goto(`${stage.url}/search?q=invoices`);
    await page.goto(`${stage.url}/projects/${projectId}/memory#${randomUUID()}`);
    await page.getByText("The link leads to something that is not remembered any more.").waitFor();
  });

  test("nothing went wrong on the way", async () => {
    await shared.end();
  });
});
