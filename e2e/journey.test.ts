import { readFile } from "node:fs/promises";
import { PlanFile } from "@voiceplan/protocol";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startProvider, type EmulatedProvider } from "../server/test/support/provider.ts";
import { startServer, type TestServer } from "../server/test/support/serverProcess.ts";
import { launchChromium } from "./support/chromium.ts";
import type { DeskPage } from "./support/deskPage.ts";
import { FakeMicrophone } from "./support/fakeMicrophone.ts";
import { rest } from "./support/rest.ts";
import { speakIntoMicrophone } from "./support/speakIntoMicrophone.ts";
import { visit } from "./support/visit.ts";

/** Before somebody speaks: time for the page to open the microphone. */
const SILENCE_MS = 4000;
/** And after, before it is heard once more: time to close it, however busy the machine is. */
const QUIET_MS = 60_000;

const told = [
  "create a new project called billing portal",
  "I want to add CSV export to the billing portal",
  "the accountants and our support team",
  "filter by date, choose the columns, and include the tax",
  "that's all",
] as const;

const byHand = "- [ ] Tell the accountants about it";

describe("from the first word to another instance", () => {
  let words = "";
  let microphone: FakeMicrophone;
  let provider: EmulatedProvider;
  let browser: Browser;
  let server: TestServer;
  let empty: TestServer;

  beforeAll(async () => {
    microphone = await FakeMicrophone.create();
    // However often an utterance is listened to, it is what was said.
    provider = await startProvider({ transcription: () => ({ text: words }) });
    const voice = { OPENAI_API_KEY: "sk-speech", OPENAI_BASE_URL: provider.baseUrl };
    [browser, server, empty] = await Promise.all([
      launchChromium({ microphone }),
      startServer(voice),
      startServer(),
    ]);
  });
  afterAll(async () => {
    await browser.close();
    await Promise.all([server.remove(), empty.remove()]);
    await provider.close();
    await microphone.remove();
  });

  /** Says it aloud, and waits until it is answered. */
  async function say(desk: DeskPage, text: string): Promise<void> {
    words = text;
    const spoken = { say: text, voice: "slt" } as const;
    await microphone.hear([{ silenceMs: SILENCE_MS }, spoken, { silenceMs: QUIET_MS }]);
    await desk.wire.answerTo(await speakIntoMicrophone(desk));
  }

  /** Finds it with the palette, and opens what was found. */
  async function find(page: Page, typed: string): Promise<void> {
    const palette = page.getByRole("dialog", { name: "Command palette" });
    await page.keyboard.press("Control+k");
    await palette.waitFor();
    await page.keyboard.type(typed);
    await palette.getByRole("option", { name: /^CSV export/ }).click();
    await page.getByRole("heading", { level: 1, name: "CSV export" }).first().waitFor();
  }

  const journey = { timeout: 300_000 };
  test(
    "a plan is spoken, edited, compared, restored, approved, taken along and found",
    journey,
    async () => {
      const { desk, end } = await visit(browser, server.url, { acceptDownloads: true });
      const { page } = desk;

      for (const text of told) await say(desk, text);
      const { planId, projectId } = await desk.wire.until("plan.saved");
      expect((await rest.project(server.url, projectId)).name).toBe("billing portal");
      const versions = () => rest.versions(server.url, planId);
      const spoken = await rest.version(server.url, planId, 1);
      expect(spoken.content).toContain("- [ ] Include the tax");
      expect(spoken.author).toBe("assistant");

      await page.getByRole("link", { name: "Plans" }).click();
      await page.getByRole("link", { name: "CSV export" }).click();
      await page.getByRole("tab", { name: "Edit" }).click();
      const box = page.getByRole("textbox", { name: "Plan as Markdown" });
      await box.fill(`${spoken.content.trimEnd()}\n${byHand}\n`);
      await page.getByRole("textbox", { name: "What changed" }).fill("Tells the accountants");
      await page.getByRole("button", { name: "Save", exact: true }).click();
      await expect.poll(() => versions(), { timeout: 20_000 }).toHaveLength(2);

      await page.getByRole("tab", { name: "History" }).click();
      const comparison = page.getByRole("region", { name: "Comparison" });
      await page
        .getByRole("list", { name: "Versions" })
        .getByText("Tells the accountants")
        .waitFor();
      await comparison.getByText(byHand).first().waitFor();
      await page.getByRole("button", { name: "Restore version 1" }).click();
      await expect.poll(() => versions(), { timeout: 20_000 }).toHaveLength(3);
      const restored = await rest.version(server.url, planId, 3);
      expect(restored.content).toBe(spoken.content);

      await page.getByRole("tab", { name: "View" }).click();
      await page
        .getByRole("region", { name: "Status" })
        .getByRole("button", { name: "Approve" })
        .click();
      await page.getByRole("region", { name: "Decisions" }).getByText("Approved").waitFor();
      await page.getByRole("button", { name: "Export" }).click();
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("menuitem", { name: /^JSON/ }).click(),
      ]);
      const exported = await readFile(await download.path());
      const file = PlanFile.parse(JSON.parse(exported.toString("utf8")));
      expect(file).toMatchObject({ status: "approved", version: { content: spoken.content } });
      await find(page, "csv");
      await end();

      // Elsewhere, where nothing is yet.
      const there = await visit(browser, empty.url);
      const other = there.desk.page;
      await other.goto(`${empty.url}/projects`);
      await other.getByText("Nothing here yet.").waitFor();
      await other.getByRole("button", { name: "New project" }).click();
      await other.getByRole("textbox", { name: "Name" }).fill("Billing, moved");
      await other.getByRole("button", { name: "Create" }).click();
      await other.getByRole("heading", { level: 1, name: "Billing, moved" }).waitFor();
      await other.getByTestId("plan-files").setInputFiles({
        name: download.suggestedFilename(),
        mimeType: "application/json",
        buffer: exported,
      });
      await other.getByRole("link", { name: "CSV export" }).waitFor();

      await there.desk.page.goto(empty.url);
      await there.desk.ready();
      await find(other, "csv exp");
      await other.getByRole("checkbox", { name: "Include the tax", exact: true }).waitFor();
      const [, id = ""] = /\/plans\/([^/?]+)/.exec(other.url()) ?? [];
      const moved = await rest.version(empty.url, id, 1);
      expect(moved.content).toBe(spoken.content);
      expect(moved.metadata).toEqual(file.version.metadata);
      await there.end();
    },
  );
});
