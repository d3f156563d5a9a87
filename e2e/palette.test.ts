import { beforeAll, describe, expect, test } from "vitest";
import { accessibilityFaults } from "./support/axe.ts";
import { rest } from "./support/rest.ts";
import { setStage } from "./support/stage.ts";

describe("the command palette and the keys", () => {
  const stage = setStage();

  beforeAll(async () => {
    await rest.chat(stage.url, "create a new project called billing portal");
  });

  test("it finds pages, projects and conversations, and does what is asked, by keyboard alone", async () => {
    const { desk, end } = await stage.visit();
    const { page } = desk;
    const palette = page.getByRole("dialog", { name: "Command palette" });

    // Also from the text box, where everything else is text.
    await desk.box.focus();
    await page.keyboard.press("Control+k");
    await palette.waitFor();
    await page.keyboard.type("timings");
    await palette.getByRole("option", { name: "Timings", exact: true }).waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/timings/);
    await palette.waitFor({ state: "detached" });

    await page.keyboard.press("Control+k");
    await page.keyboard.type("billing");
    await palette
      .getByRole("option", { name: /create a new project called billing portal/ })
      .waitFor();
    await palette.getByRole("option", { name: /^billing portal/ }).click();
    await page.getByRole("heading", { level: 1, name: "billing portal" }).waitFor();

    await page.keyboard.press("Control+k");
    await page.keyboard.type("new project");
    await page.keyboard.press("Enter");
    await palette.getByRole("combobox", { name: "Name of the new project" }).waitFor();
    await page.keyboard.type("customer desk");
    await palette.getByRole("option", { name: /Create “customer desk”/ }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "customer desk" }).waitFor();

    await page.keyboard.press("Control+k");
    await page.keyboard.type("show my projects");
    await palette.getByRole("option", { name: "Say “show my projects”" }).click();
    await desk.entry("show my projects").waitFor();

    await page.keyboard.press("Control+k");
    await palette.waitFor();
    await page.keyboard.press("Escape");
    await palette.waitFor({ state: "detached" });
    await end();
  });

  test("keys are text while one types, and work everywhere else", async () => {
    const { desk, end } = await stage.visit();
    const { page } = desk;
    const keys = page.getByRole("dialog", { name: "Keys" });
    await desk.box.focus();
    await page.keyboard.type("n/?");
    expect(await desk.box.inputValue()).toBe("n/?");
    expect(await page.getByRole("dialog").count()).toBe(0);

    await page.getByRole("link", { name: "Conversations" }).click();
    await page.getByRole("list", { name: "Conversations" }).waitFor();
    await page.keyboard.press("?");
    await keys.waitFor();
    await page.keyboard.press("Escape");
    // Until it is gone, and not only closed, it has the keys.
    await page.locator("dialog").waitFor({ state: "detached" });

    await page.keyboard.press("/");
    await page.getByRole("searchbox").and(page.locator(":focus")).waitFor();
    await page.getByRole("searchbox").blur();
    await page.keyboard.press("n");
    await desk.ready();
    await page.getByTestId("empty").waitFor();
    await end();
  });

  test("has no accessibility fault that can be found by rule", async () => {
    const { desk, end } = await stage.visit();
    const { page } = desk;
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      for (const [key, name] of [
        ["Control+k", "Command palette"],
        ["?", "Keys"],
      ] as const) {
        await desk.log.focus();
        await page.keyboard.press(key);
        await page.getByRole("dialog", { name }).waitFor();
        expect(await accessibilityFaults(page)).toEqual([]);
        await page.keyboard.press("Escape");
        await page.getByRole("dialog", { name }).waitFor({ state: "detached" });
      }
    }
    await end();
  });

  test("what one likes to begin with is kept, and taken away", async () => {
    const { desk, end } = await stage.visit();
    const { page } = desk;
    await desk.button("Add your own").click();
    await page.getByRole("textbox", { name: "A starter of your own" }).fill("Plan my week");
    await page.keyboard.press("Enter");
    await page.reload();
    await desk.ready();
    await desk.button("Plan my week").click();
    expect(await desk.box.inputValue()).toBe("Plan my week");
    await desk.button("Remove “Plan my week”").click();
    await page.reload();
    await desk.ready();
    expect(await desk.button("Plan my week").count()).toBe(0);
    await end();
  });
});
