import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { accessibilityFaults } from "./support/axe.ts";
import { changePlan, createPlan, openPlan, planText } from "./support/planPage.ts";
import { rest } from "./support/rest.ts";
import { setStage } from "./support/stage.ts";

describe("the page of a plan", () => {
  const stage = setStage();

  test("shows the plan, and ticks its tasks as one version", async () => {
    const planId = await createPlan(stage.url);
    const { desk, end } = await stage.visit();
    const { page } = desk;
    await openPlan(page, stage.url, planId);

    await page.getByText("1 of 3 tasks").waitFor();
    await page.locator("code .hljs-string").getByText("'csv'").waitFor();
    await page.getByRole("checkbox", { name: "Choose the columns" }).focus();
    await page.keyboard.press("Space");
    // The focus stays on what was ticked.
    await expect
      .poll(() =>
        page
          .getByRole("checkbox", { name: "Choose the columns" })
          .evaluate((box) => box === document.activeElement),
      )
      .toBe(true);
    await page.getByRole("checkbox", { name: "Include the tax" }).click();
    await page.getByText("3 of 3 tasks").waitFor();
    await expect
      .poll(() => rest.versions(stage.url, planId), { timeout: 20_000 })
      .toMatchObject([
        { number: 2, author: "user", changeSummary: "Checked off 2 tasks" },
        { number: 1 },
      ]);
    const { content } = await rest.version(stage.url, planId, 2);
    expect(content).toBe(planText.replaceAll("- [ ]", "- [x]"));

    // What is changed elsewhere is shown at once.
    await changePlan(stage.url, planId, { content: `${content}\nFrom afar.\n` });
    await page.getByText("From afar.").waitFor();
    await openPlan(page, stage.url, planId, "?v=1");
    await page.getByText("This is version 1 of 3.").waitFor();
    expect(await page.getByRole("checkbox", { name: "To do" }).count()).toBe(2);
    await page.getByRole("button", { name: "Restore this version" }).click();
    await page.getByText("Version 1 is back, as version 4.").waitFor();
    expect((await rest.version(stage.url, planId, 4)).content).toBe(planText);
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText("Version 3 is back, as version 5.").waitFor();
    await end();
  });

  test("a plan is judged, described, exported, made a template, deleted and brought back", async () => {
    const planId = await createPlan(stage.url);
    const { desk, end } = await stage.visit({ acceptDownloads: true });
    const { page } = desk;
    await openPlan(page, stage.url, planId);
    const flow = page.getByRole("region", { name: "Status" });
    const decisions = page.getByRole("region", { name: "Decisions" });

    await flow.getByRole("button", { name: "Approve" }).click();
    await decisions.getByText("Approved").waitFor();
    await flow.getByRole("button", { name: "Request changes" }).click();
    const dialog = page.getByRole("dialog", { name: "Request changes" });
    await dialog.getByRole("textbox").fill("Say who is on call.");
    await dialog.getByRole("button", { name: "Request changes" }).click();
    await decisions.getByText("Say who is on call.").waitFor();
    await decisions.getByText("Requested changes").waitFor();
    await flow.getByRole("button", { name: "Approve" }).waitFor();

    await page.getByRole("spinbutton", { name: "Estimate, hours" }).fill("20");
    await page.getByRole("combobox", { name: "Priority" }).selectOption("high");
    await page.getByRole("textbox", { name: "New dependency" }).fill("Auth service");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Remove Auth service" }).waitFor();
    await page.getByRole("textbox", { name: "New milestone" }).fill("Beta");
    await page.getByLabel("Its date").fill("2026-12-05");
    await page.getByLabel("Its date").press("Enter");
    await page.getByRole("button", { name: "Remove Beta" }).waitFor();
    const [{ number } = { number: 0 }] = await rest.versions(stage.url, planId);
    expect((await rest.version(stage.url, planId, number)).metadata).toEqual({
      estimatedHours: 20,
      priority: "high",
      dependencies: ["Auth service"],
      milestones: [{ title: "Beta", date: "2026-12-05" }],
    });

    await page.getByRole("button", { name: "Export" }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("menuitem", { name: "Markdown" }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^csv-export-v\d+\.md$/);
    expect(await readFile(await download.path(), "utf8")).toContain("- [ ] Include the tax");

    const more = page.getByRole("button", { name: "More for this plan" });
    await more.click();
    await page.getByRole("menuitem", { name: "Make a template of it" }).click();
    await page.getByText("“CSV export” is a template now.").waitFor();
    await more.click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    await page.getByText("This plan was deleted.").waitFor();
    await page.getByRole("button", { name: "Bring it back" }).click();
    await flow.getByRole("button", { name: "Approve" }).waitFor();

    await page.getByRole("button", { name: "Continue by voice" }).click();
    await desk.ready();
    await desk.plan.getByTestId("plan-title").getByText("CSV export").waitFor();
    await desk.entry("CSV export is open, at version").waitFor();
    await end();
  });

  test("an edit survives the crash of its tab, and is saved by the keyboard", async () => {
    const planId = await createPlan(stage.url);
    const { desk, openTab, end } = await stage.visit();
    const { page } = desk;
    await openPlan(page, stage.url, planId, "?tab=edit");
    const box = page.getByRole("textbox", { name: "Plan as Markdown" });
    await box.fill(`${planText}\nTyped by hand.\n`);
    await page.getByRole("region", { name: "Preview" }).getByText("Typed by hand.").waitFor();
    await page.close({ runBeforeUnload: false });

    const other = await openTab();
    await openPlan(other.page, stage.url, planId, "?tab=edit");
    const found = other.page.getByRole("textbox", { name: "Plan as Markdown" });
    await other.page.getByText("Your unsaved changes to version 1 are back").waitFor();
    expect(await found.inputValue()).toContain("Typed by hand.");
    await other.page.getByRole("textbox", { name: "What changed" }).fill("By hand");
    await found.press("Control+s");
    await other.page.getByText("Saved as version 2.").waitFor();
    expect(await rest.version(stage.url, planId, 2)).toMatchObject({
      content: `${planText}\nTyped by hand.\n`,
      changeSummary: "By hand",
    });
    await other.page.reload();
    await other.page.getByText("No changes").waitFor();
    await end();
  });

  test("of two editors the second sees both versions and decides", async () => {
    const planId = await createPlan(stage.url);
    const { desk, end } = await stage.visit({
      // The refusal that tells of the other editor.
      expectedErrors: [/412/],
    });
    const { page } = desk;
    await openPlan(page, stage.url, planId, "?tab=edit");
    const box = page.getByRole("textbox", { name: "Plan as Markdown" });
    await box.fill(planText.replace("Choose the columns", "Mine"));
    await changePlan(stage.url, planId, { content: planText.replace("the tax", "theirs") });
    await page.getByText("Version 2 was saved since you began.").waitFor();
    await page.getByRole("button", { name: "Save", exact: true }).click();

    const conflict = page.getByRole("region", { name: "Somebody else has saved version 2" });
    await conflict.getByText("- [ ] Include theirs").waitFor();
    await conflict.getByText("- [ ] Mine").first().waitFor();
    await conflict.getByRole("tab", { name: "Theirs" }).click();
    await conflict.getByRole("listitem").filter({ hasText: "Include theirs" }).waitFor();
    expect(await rest.versions(stage.url, planId)).toHaveLength(2);
    await conflict.getByRole("button", { name: "Edit mine further" }).click();
    await box.fill(planText.replace("Choose the columns", "Mine").replace("the tax", "theirs"));
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("Saved as version 3.").waitFor();
    expect((await rest.version(stage.url, planId, 3)).content).toContain("- [ ] Include theirs");
    await end();
  });

  test("any two versions are compared, and an old one is restored", async () => {
    const planId = await createPlan(stage.url);
    const second = planText.replace("- [ ] Include the tax", "- [x] Include the tax");
    await changePlan(stage.url, planId, { content: second });
    await changePlan(stage.url, planId, {
      content: `${second}## Rollout\nSlowly.\n`,
      changeSummary: "Adds a rollout",
    });
    const { desk, end } = await stage.visit();
    const { page } = desk;
    await openPlan(page, stage.url, planId);
    await page.getByRole("tab", { name: "History" }).click();
    const comparison = page.getByRole("region", { name: "Comparison" });
    await comparison.getByText("Version 3 adds the section Rollout.").waitFor();
    await page.getByRole("list", { name: "Versions" }).getByText("Adds a rollout").waitFor();

    await comparison.getByRole("combobox", { name: "Older version" }).selectOption("1");
    await expect.poll(() => page.url(), { timeout: 10_000 }).toContain("v=3&with=1");
    await comparison.getByText(/^Since version 1, version 3/).waitFor();
    const tasks = comparison.getByRole("region", { name: "Tasks" });
    await tasks.getByText("- [x] Include the tax").waitFor();
    await comparison.getByRole("button", { name: "Inline" }).click();
    await tasks.getByText("- [ ] Include the tax").waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);

    await page.goBack();
    await comparison.getByText("Version 3 adds the section Rollout.").waitFor();
    await page.getByRole("button", { name: "Restore version 1" }).click();
    await page.getByText("Version 1 is back, as version 4.").waitFor();
    await page.getByRole("list", { name: "Versions" }).getByText("Back to version 1").waitFor();
    await end();
  });

  test.for(["light", "dark"] as const)("has no accessibility fault: %s", async (theme) => {
    const planId = await createPlan(stage.url);
    const { desk, end } = await stage.visit({ colorScheme: theme });
    const { page } = desk;
    for (const width of [360, 1440]) {
      await page.setViewportSize({ width, height: 800 });
      await openPlan(page, stage.url, planId);
      await page.locator("code .hljs-string").waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await openPlan(page, stage.url, planId, "?tab=edit");
      await page.getByRole("textbox", { name: "Plan as Markdown" }).waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
    }
    await end();
  });
});
