import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { accessibilityFaults } from "./support/axe.ts";
import { planBillingPortal } from "./support/billingPortal.ts";
import type { DeskPage } from "./support/deskPage.ts";
import { setStage } from "./support/stage.ts";
import type { Visit } from "./support/visit.ts";

const themes = ["light", "dark"] as const;
const phone = { width: 360, height: 740 };
const laptop = { width: 1024, height: 768 };
const screen = { width: 1440, height: 900 };

/** The views of a narrow window, the conversation last. */
const views = ["Plan", "Projects", "Conversation"] as const;

async function show(page: Page, view: (typeof views)[number]): Promise<void> {
  const tabs = page.getByRole("navigation", { name: "Views" });
  await tabs.getByRole("button", { name: view }).click();
}

/** What is wider than the window: the page itself, or something one can press in it. */
const Excess = z.object({ pixels: z.number(), controls: z.array(z.string()) });

async function excess(page: Page): Promise<z.infer<typeof Excess>> {
  const found: unknown = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const controls = [...document.querySelectorAll("button, a, input, textarea")];
    const beyond = controls.filter((control) => {
      const { left, right, width } = control.getBoundingClientRect();
      return control.checkVisibility() && width > 1 && (left < -1 || right > clientWidth + 1);
    });
    return {
      pixels: Math.max(0, scrollWidth - clientWidth),
      controls: beyond.map(({ outerHTML }) => outerHTML),
    };
  });
  return Excess.parse(found);
}

/** Waits until the page has taken the shape of its window. */
async function expectToFit(page: Page): Promise<void> {
  await expect.poll(() => excess(page), { timeout: 10_000 }).toEqual({ pixels: 0, controls: [] });
}

describe("the page, for everybody", () => {
  const stage = setStage();
  let shared: Visit;
  let desk: DeskPage;

  beforeAll(async () => {
    shared = await stage.visit();
    desk = shared.desk;
    await planBillingPortal(desk);
    await desk.ask("show version history");
    await desk.ask("help");
    await desk.plan.getByText("v1", { exact: true }).waitFor();
  });

  test.for(themes)("its microphone's menu and its hands-free view, too: %s", async (theme) => {
    const { page } = desk;
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    for (const size of [screen, phone]) {
      await page.setViewportSize(size);
      if (size === phone) await show(page, "Conversation");
      await desk.button("Microphone and voice").click();
      await page.getByRole("radio", { name: "Push to talk" }).waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await expectToFit(page);
      await page.keyboard.press("Escape");

      await desk.button("Hands-free").click();
      const view = page.getByRole("main", { name: "Hands-free" });
      await view.getByRole("region", { name: "Plan" }).getByText("Overview").waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await expectToFit(page);
      await page.keyboard.press("Escape");
      await view.waitFor({ state: "detached" });
    }
  });

  test.for(themes)("has no accessibility fault that can be found by rule: %s", async (theme) => {
    const { page } = desk;
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    await page.setViewportSize(screen);
    expect(await accessibilityFaults(page)).toEqual([]);

    await desk.plan.getByRole("tab", { name: "History" }).click();
    await desk.plan.getByRole("button", { name: /^Version 1/ }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await desk.plan.getByRole("tab", { name: "View" }).click();

    await page.getByRole("button", { name: /^Project:/ }).click();
    await page.getByRole("option", { name: /billing portal/ }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press("Escape");

    await page.setViewportSize(phone);
    for (const view of views) {
      await show(page, view);
      expect(await accessibilityFaults(page)).toEqual([]);
    }

    await page.goto(`${stage.url}/settings`);
    await page.getByText("guided interview").first().waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.goBack();
    await desk.ready();
  });

  test("has none before anything was said either", async () => {
    const { desk, end } = await stage.visit({ viewport: phone });
    for (const view of views) {
      await show(desk.page, view);
      expect(await accessibilityFaults(desk.page)).toEqual([]);
    }
    await desk.page.setViewportSize(screen);
    expect(await accessibilityFaults(desk.page)).toEqual([]);
    await end();
  });

  test.for([phone, laptop, screen])("fits a window of $width pixels", async (size) => {
    const { page } = desk;
    await page.setViewportSize(screen);
    await desk.button("Latest").waitFor({ state: "detached" });
    await page.setViewportSize(size);
    await expectToFit(page);
    // What was said last stays in sight.
    await desk.button("Latest").waitFor({ state: "detached" });
    await desk.log.getByRole("heading", { name: "What you can say" }).waitFor();
    if (size === phone) {
      for (const view of views) {
        await show(page, view);
        await expectToFit(page);
      }
    }
    await page.goto(`${stage.url}/settings`);
    await page.getByText("guided interview").first().waitFor();
    await expectToFit(page);
    await page.goBack();
    await desk.ready();
  });

  test("is dark in the dark and light in the light", async () => {
    const lightness = async (colorScheme: (typeof themes)[number]): Promise<number> => {
      await desk.page.emulateMedia({ colorScheme });
      const colour = await desk.log.evaluate((log) => {
        const canvas = new OffscreenCanvas(1, 1).getContext("2d");
        const layers: Element[] = [];
        for (let node: Element | null = log; node; node = node.parentElement) layers.unshift(node);
        for (const layer of layers) {
          if (canvas) canvas.fillStyle = getComputedStyle(layer).backgroundColor;
          canvas?.fillRect(0, 0, 1, 1);
        }
        return [...(canvas?.getImageData(0, 0, 1, 1).data.slice(0, 3) ?? [])];
      });
      return Math.max(...colour) / 255;
    };
    expect(await lightness("light")).toBeGreaterThan(0.9);
    expect(await lightness("dark")).toBeLessThan(0.2);
  });

  test("works by keyboard alone", async () => {
    const { desk, end } = await stage.visit({ viewport: screen, isSpoken: true });
    const { page } = desk;
    const focused = async (): Promise<string> => {
      const name = await page.locator(":focus").ariaSnapshot();
      return name.split("\n")[0]?.replace(/^- /, "") ?? "";
    };

    // The first stop leads past everything that is before the conversation.
    await page.locator("body").press("Tab");
    expect(await focused()).toContain('link "Skip to the conversation"');
    const stops: string[] = [];
    for (let stop = ""; !stop.startsWith("textbox") && stops.length < 30; stops.push(stop)) {
      await page.keyboard.press("Tab");
      stop = await focused();
    }
    const order = [
      "Project:",
      "New conversation",
      "Engines",
      "Speak replies",
      "log",
      "microphone",
      "Message",
    ];
    const positions = order.map((words) => stops.findIndex((stop) => stop.includes(words)));
    expect(positions, stops.join("\n")).not.toContain(-1);
    expect(positions).toEqual([...positions].sort((a, b) => a - b));

    await page.keyboard.type("create a new project");
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.type("called keyboard");
    expect(await desk.box.inputValue()).toContain("\n");
    await page.keyboard.press("Enter");
    await desk.wire.until("project.opened", ({ project }) => project.name.includes("keyboard"));
    // The focus stays where the next thing is typed.
    expect(await focused()).toContain('textbox "Message"');

    await page.keyboard.type("help");
    await page.keyboard.press("Enter");
    await desk.signals("Speaking");
    await page.keyboard.press("Escape");
    await desk.signals("Off");

    await desk.button("Speak replies").focus();
    await page.keyboard.press("Space");
    await page.getByRole("button", { name: "Speak replies", pressed: false }).waitFor();

    // A project is chosen, and the menu left, without a mouse.
    await page.getByRole("button", { name: /^Project:/ }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("option", { name: /billing portal/ }).waitFor();
    await page.keyboard.type("billing");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "billing portal" }).waitFor();
    await page.getByRole("option").first().waitFor({ state: "hidden" });
    await end();
  });

  test("asked for nothing elsewhere and had no errors in all this", () => shared.end());
});
