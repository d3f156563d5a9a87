import type { Locator } from "playwright-core";
import { describe, expect, test } from "vitest";
import { accessibilityFaults } from "./support/axe.ts";
import { planBillingPortal } from "./support/billingPortal.ts";
import { keepToasts } from "./support/keepToasts.ts";
import { rest } from "./support/rest.ts";
import { setStage } from "./support/stage.ts";

const reviewIn = (place: Locator): Locator =>
  place.getByRole("region", { name: "What was changed by talking" });

describe("what is changed by talking", () => {
  const stage = setStage();

  test("is shown beside the plan as it was changed, and accepted or rejected there", async () => {
    const { desk, end } = await stage.visit();
    const { planId, title } = await planBillingPortal(desk);
    const review = reviewIn(desk.plan);
    expect(await review.count()).toBe(0);

    await desk.ask("add a task for load tests to testing");
    await review.getByText("Version 2 adds one task.").waitFor();
    await review.getByRole("region", { name: "Testing" }).getByText("- [ ] Load tests").waitFor();
    await desk.ask("add a task for a smoke test to testing");
    await review.getByText("Since version 1, version 3 adds two tasks.").waitFor();

    // It waits for as long as it takes.
    await desk.page.reload();
    await desk.ready();
    await review.getByText("Since version 1, version 3 adds two tasks.").waitFor();
    await review.getByRole("button", { name: "Accept" }).click();
    await desk.entry(`Version 3 of ${title} is accepted.`).waitFor();
    await review.waitFor({ state: "detached" });
    expect(await rest.plan(stage.url, planId)).toMatchObject({
      currentVersion: 3,
      reviewFrom: null,
    });

    await desk.ask("remove the rollout section");
    await review.getByText("Version 4 drops the section Rollout").waitFor();
    await review.getByRole("button", { name: "Reject" }).click();
    await desk.entry("I took the change back.").waitFor();
    await desk.plan.getByText("v5", { exact: true }).waitFor();
    await review.waitFor({ state: "detached" });
    const [accepted, back] = await Promise.all(
      [3, 5].map((number) => rest.version(stage.url, planId, number)),
    );
    expect(back?.content).toBe(accepted?.content);

    // Said instead of clicked, it is the same.
    await desk.ask("remove the risks section");
    await review.waitFor();
    await desk.ask("no, reject it");
    await review.waitFor({ state: "detached" });
    expect((await rest.version(stage.url, planId, 7)).content).toBe(accepted?.content);
    await end();
  });

  test("is decided on the plan's page, or edited there and so accepted", async () => {
    const { desk, end } = await stage.visit();
    const { planId, title } = await planBillingPortal(desk, "customer desk");
    await desk.ask("add a task for load tests to testing");
    const { page } = desk;
    await keepToasts(page);
    await page.goto(`${stage.url}/plans/${planId}`);
    const review = reviewIn(page.getByRole("main"));
    await review.getByText("Version 2 adds one task.").waitFor();
    await review.getByRole("button", { name: "Reject" }).click();
    await page.getByText("The change was taken back, as version 3.").waitFor();
    await review.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText("Version 2 is back, as version 4.").waitFor();
    expect(await review.count()).toBe(0);

    await page.getByRole("button", { name: "Continue by voice" }).click();
    await desk.ready();
    await desk.entry(`${title} is open, at version`).waitFor();
    await desk.ask("add a task for a smoke test to testing");
    await reviewIn(desk.plan).getByRole("button", { name: "Edit" }).click();
    const box = page.getByRole("textbox", { name: "Plan as Markdown" });
    await expect.poll(() => box.inputValue()).toContain("smoke test");
    await box.fill((await box.inputValue()).replace("smoke test", "smoke test on a phone"));
    await box.press("Control+s");
    await page.getByText("Saved as version 6.").waitFor();
    await expect.poll(async () => (await rest.plan(stage.url, planId)).reviewFrom).toBeNull();
    await page.getByRole("tab", { name: "View" }).click();
    await page.getByRole("checkbox", { name: "smoke test on a phone" }).waitFor();
    expect(await review.count()).toBe(0);
    await end();
  });

  test.for(["light", "dark"] as const)("has no accessibility fault: %s", async (theme) => {
    const { desk, end } = await stage.visit({ colorScheme: theme });
    const { planId } = await planBillingPortal(desk, `bookshop ${theme}`);
    await desk.ask("remove the rollout section");
    const { page } = desk;
    const conversation = page.url();
    const review = page.getByTestId("review").getByText("drops the section Rollout");
    for (const width of [1440, 360]) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(conversation);
      await desk.ready();
      if (width === 360) await page.getByTestId("tab-plan").click();
      await review.waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.goto(`${stage.url}/plans/${planId}`);
      await review.waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
    }
    await end();
  });
});
