import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { audioFixturesFolder } from "../server/test/support/audioFixtures.ts";
import { providerVariables } from "../server/test/support/emulated.ts";
import { needs } from "../server/test/support/needs.ts";
import { startProvider, type EmulatedProvider } from "../server/test/support/provider.ts";
import { startServer, type TestServer } from "../server/test/support/serverProcess.ts";
import { launchChromium } from "./support/chromium.ts";
import { visit } from "./support/visit.ts";

const clip = (file: string): string => join(audioFixturesFolder, file);
const SPOKEN = clip("the-weather-is-lovely-today.slt.wav");

describe.runIf(needs("ffmpeg"))("a recording", () => {
  let browser: Browser;
  let provider: EmulatedProvider;
  let server: TestServer;

  beforeAll(async () => {
    provider = await startProvider({ chat: () => ({ text: "Then let us go outside." }) });
    [browser, server] = await Promise.all([
      launchChromium(),
      startServer(providerVariables(provider)),
    ]);
  });
  afterAll(async () => {
    await browser.close();
    await server.remove();
    await provider.close();
  });

  test("becomes a conversation; one that does not says why, and it can be cancelled", async () => {
    const { desk, end } = await visit(browser, server.url);
    const { page, wire } = desk;
    const dialog = page.getByRole("dialog", { name: "Transcribe a recording" });
    const choose = async (path: string): Promise<void> => {
      const chooser = page.waitForEvent("filechooser");
      await desk.button("Transcribe recording…").click();
      await (await chooser).setFiles(path);
    };

    await choose(clip("manifest.json"));
    await dialog.getByText("This recording could not be read.").waitFor();
    await dialog.getByRole("button", { name: "Close" }).click();
    await choose(clip("noise.wav"));
    await dialog.getByText("Nobody says anything in this recording.").waitFor();
    await page.keyboard.press("Escape");

    provider.nextTranscriptions({ fault: { kind: "hang" } });
    const before = provider.journal.transcriptions.length;
    await choose(SPOKEN);
    await expect.poll(() => provider.journal.transcriptions.length).toBeGreaterThan(before);
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await dialog.waitFor({ state: "detached" });
    await expect.poll(() => provider.journal.transcriptions.at(-1)?.abandoned).toBe(true);

    const first = new URL(page.url()).searchParams.get("c");
    provider.nextTranscriptions("The weather is lovely today.");
    await choose(SPOKEN);
    await desk.entry("The weather is lovely today.").waitFor();
    await desk.entry("Then let us go outside.").waitFor();
    await dialog.waitFor({ state: "detached" });
    expect(new URL(page.url()).searchParams.get("c")).not.toBe(first);
    expect(wire.events("problem")).toEqual([]);
    await end();
  });

  test("is found beside the microphone, where the sidebar is a view of its own", async () => {
    const phone = { width: 360, height: 740 };
    const { desk, end } = await visit(browser, server.url, { viewport: phone });
    const chooser = desk.page.waitForEvent("filechooser");
    await desk.button("Microphone and voice").click();
    await desk.button("Transcribe recording…").click();
    provider.nextTranscriptions("The weather is lovely today.");
    await (await chooser).setFiles(SPOKEN);
    await desk.entry("The weather is lovely today.").waitFor();
    await end();
  });
});
