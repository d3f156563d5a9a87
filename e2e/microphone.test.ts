import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startServer } from "../server/test/support/serverProcess.ts";
import { launchChromium } from "./support/chromium.ts";
import { visit } from "./support/visit.ts";

test("a microphone that is refused is explained, and the person goes on typing", async () => {
  // A recogniser that is configured and never reached: the microphone is what fails.
  const [browser, server] = await Promise.all([
    launchChromium({ isMicrophoneAllowed: false }),
    startServer({ OPENAI_BASE_URL: "http://127.0.0.1:9/v1" }),
  ]);
  try {
    const { desk, end } = await visit(browser, server.url);
    await desk.button("Turn the microphone on").click();
    await desk.notice.filter({ hasText: "The microphone is blocked for this site." }).waitFor();
    await desk.signals("Needs you");

    await desk.button("Try again").click();
    await desk.notice.filter({ hasText: "Allow it in the address bar" }).waitFor();
    expect(await desk.ask("create a new project called typed instead")).toContain("typed instead");

    await desk.button("Close this notice").click();
    await desk.signals("Off");
    await end();
  } finally {
    await browser.close();
    await server.remove();
  }
});

test("where nothing recognises speech, the page says so and what to do", async () => {
  // Nothing on this PATH: no pocketsphinx either, whatever the machine has.
  const emptyFolder = await mkdtemp(join(tmpdir(), "voiceplan-path-"));
  const [browser, server] = await Promise.all([
    launchChromium(),
    startServer({ PATH: emptyFolder }),
  ]);
  try {
    const { desk, end } = await visit(browser, server.url);
    // Chromium has a recogniser of its own, which is out of reach here.
    await desk.button("Turn the microphone on").click();
    await desk.notice.filter({ hasText: "speech recognition cannot be reached" }).waitFor();
    await desk.signals("Needs you");

    // Other browsers have none.
    await desk.page.addInitScript(() => {
      for (const name of ["SpeechRecognition", "webkitSpeechRecognition"]) {
        Reflect.deleteProperty(globalThis, name);
      }
    });
    await desk.page.reload();
    await desk.ready();
    await desk.button("Turn the microphone on").click();
    await desk.notice.filter({ hasText: "Nothing here can recognise speech yet" }).waitFor();
    expect(await desk.ask("show my projects")).toContain("no projects yet");

    await desk.page.getByRole("button", { name: "See the engines" }).click();
    await desk.page.getByRole("heading", { name: "Engines", level: 1 }).waitFor();
    await desk.page.getByText("OPENAI_API_KEY").first().waitFor();
    await desk.page.getByText("pocketsphinx").first().waitFor();
    await desk.page.getByRole("link", { name: "Talk" }).click();
    await desk.entry("show my projects").waitFor();
    await end();
  } finally {
    await browser.close();
    await server.remove();
    await rm(emptyFolder, { recursive: true });
  }
});
