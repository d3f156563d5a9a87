import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startServer } from "../server/test/support/serverProcess.ts";
import { launchChromium } from "./support/chromium.ts";
import { eventually } from "./support/eventually.ts";
import { freePort } from "./support/freePort.ts";
import { rest } from "./support/rest.ts";
import { visit } from "./support/visit.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

test("when the server dies and comes back the page goes on, and nothing is there twice", async () => {
  const server = await startServer({ PORT: String(await freePort()) });
  try {
    const { desk, end } = await visit(browser, server.url, {
      expectedErrors: [/net::ERR_|WebSocket connection to .* failed/],
    });
    await desk.ask("create a new project called before the fall");

    await server.process.kill();
    await desk.page.getByText("The connection to the server is lost").waitFor();
    await desk.box.fill("create a new project called after the fall");
    await desk.box.press("Enter");
    await desk.entry(/wait\w+ for the connection/).waitFor();

    await server.restart();
    await desk.wire.until("project.opened", ({ project }) => project.name === "after the fall");
    await desk.page
      .getByText("The connection to the server is lost")
      .waitFor({ state: "detached" });
    await desk.entry("I created the project after the fall").waitFor();

    for (const words of [
      "create a new project called before the fall",
      "I created the project before the fall",
      "create a new project called after the fall",
      "I created the project after the fall",
    ]) {
      expect(await desk.entry(words).count(), words).toBe(1);
    }
    const names = (await rest.projects(server.url)).map(({ name }) => name);
    expect(names.sort()).toEqual(["after the fall", "before the fall"]);
    await end();
  } finally {
    await server.remove();
  }
});

test("on a slow network what is sent is shown at once and answered once", async () => {
  const server = await startServer();
  try {
    const { desk, end } = await visit(browser, server.url);
    const session = await desk.page.context().newCDPSession(desk.page);
    await session.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: 600,
      downloadThroughput: 30_000,
      uploadThroughput: 15_000,
    });

    await desk.page.reload();
    await desk.ready();
    await desk.box.fill("create a new project called patience");
    await desk.box.press("Enter");
    await desk.entry("create a new project called patience").waitFor();
    await desk.entry("I created the project patience").waitFor();
    await desk.box.fill("I want to add CSV export to the billing portal");
    await desk.box.press("Enter");
    await desk.plan
      .getByRole("heading", { name: /CSV export/ })
      .first()
      .waitFor();
    await eventually("the reply", async () =>
      (await desk.entry("Who is it for?").count()) === 1 ? true : null,
    );
    expect(await rest.projects(server.url)).toHaveLength(1);
    await end();
  } finally {
    await server.remove();
  }
});
