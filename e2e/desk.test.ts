import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { interview, planBillingPortal } from "./support/billingPortal.ts";
import { rest } from "./support/rest.ts";
import { setStage } from "./support/stage.ts";

describe("the desk, by text and without a key", () => {
  const stage = setStage();

  test("a guided conversation ends in a saved plan, shown as it grows, and goes on to version 2", async () => {
    const { desk, openTab, end } = await stage.visit({ acceptDownloads: true });
    const { page, plan, log } = desk;

    await desk.ask("create a new project called billing portal");
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toContain("billing portal");

    await desk.ask(interview[0]);
    await plan.getByText("Not saved yet").waitFor();
    await plan.getByRole("heading", { name: "CSV export", level: 2 }).waitFor();
    for (const answer of interview.slice(1)) await desk.ask(answer);
    await plan.getByText("v1", { exact: true }).waitFor();
    await plan.getByRole("listitem").filter({ hasText: "Include the tax" }).first().waitFor();

    await desk.ask("add a task to notify the support team");
    await plan.getByText("v2", { exact: true }).waitFor();
    await plan.getByRole("listitem").filter({ hasText: "Notify the support team" }).waitFor();

    await desk.ask("show version history");
    const versions = log.getByRole("list").getByRole("listitem");
    await versions.filter({ hasText: "v2" }).waitFor();
    await versions.filter({ hasText: "First version" }).waitFor();

    await plan.getByRole("tab", { name: "History" }).click();
    await plan.getByRole("button", { name: /^Version 1/ }).click();
    await plan.getByText("v1", { exact: true }).waitFor();
    const text = plan.getByRole("tabpanel", { name: "View" });
    await text.getByText("Include the tax").first().waitFor();
    expect(await text.getByText("Notify the support team").count()).toBe(0);

    // Saving what is saved is answered, and makes no third version.
    const replies = desk.wire.events("reply.ended").length;
    await plan.getByRole("button", { name: "Save" }).click();
    await expect.poll(() => desk.wire.events("reply.ended").length).toBe(replies + 1);
    const { planId, projectId } = await desk.wire.until("plan.saved");
    expect(await rest.versions(stage.url, planId)).toHaveLength(2);

    await log.getByRole("button", { name: "View version 2" }).last().click();
    await plan.getByText("v2", { exact: true }).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      plan.getByRole("button", { name: "Download" }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/csv-export.*\.md$/);
    const stored = await rest.version(stage.url, planId, 2);
    expect((await readFile(await download.path(), "utf8")).trim()).toBe(stored.content.trim());

    // Everything is there after a reload, with what was being typed.
    await desk.box.fill("and then there is");
    await page.reload();
    await desk.ready();
    expect(await desk.box.inputValue()).toBe("and then there is");
    await desk.entry("add a task to notify the support team").waitFor();
    await plan.getByText("v2", { exact: true }).waitFor();
    await versions.filter({ hasText: "First version" }).waitFor();

    // And in a second tab, which sees what is said in the first.
    const second = await openTab(page.url());
    await second.entry(interview[3]).waitFor();
    await second.plan.getByText("v2", { exact: true }).waitFor();
    await desk.ask("show my projects");
    await second.entry("show my projects").waitFor();
    expect(await second.entry("show my projects").count()).toBe(1);

    await end();

    // Nothing of it was only in the server's memory.
    await stage.server.restart();
    expect(await rest.projects(stage.url)).toMatchObject([{ id: projectId, planCount: 1 }]);
    expect(await rest.versions(stage.url, planId)).toMatchObject([{ number: 2 }, { number: 1 }]);
  });

  test("a plan is found again from its project", async () => {
    const first = await stage.visit();
    const saved = await planBillingPortal(first.desk, "customer desk");
    await first.end();

    const { desk, end } = await stage.visit();
    await desk.page.getByRole("button", { name: /^Project:/ }).click();
    await desk.page.getByRole("combobox", { name: "Projects" }).fill("customer");
    await desk.page.getByRole("option", { name: /customer desk/ }).click();
    await desk.plan.getByRole("button", { name: `View ${saved.title}` }).click();
    await desk.plan.getByText("v1", { exact: true }).waitFor();
    await end();
  });

  test("the conversation keeps to its end until the person scrolls up", async () => {
    const { desk, end } = await stage.visit({
      viewport: { width: 1024, height: 600 },
    });
    await desk.ask("help");
    await desk.ask("show my projects");
    expect(await desk.button("Latest").count()).toBe(0);

    await desk.log.focus();
    await desk.page.keyboard.press("Home");
    await desk.button("Latest").waitFor();
    await desk.ask("what can I say?");
    await desk.button("Latest").click();
    await desk.button("Latest").waitFor({ state: "detached" });
    await end();
  });
});
