import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startServer } from "../server/test/support/serverProcess.ts";
import { startBreakableLink } from "./support/breakableLink.ts";
import { launchChromium } from "./support/chromium.ts";
import { freePort } from "./support/freePort.ts";
import { memoryUpToDate } from "./support/memoryUpToDate.ts";
import { rest } from "./support/rest.ts";
import { visit } from "./support/visit.ts";

const MANY = 70;

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

test("what was changed while the server was away is on every open page once it is back", async () => {
  const server = await startServer({ PORT: String(await freePort()) });
  const link = await startBreakableLink(server.url);
  try {
    const atlas = await rest.createProject(server.url, { name: "Atlas" });
    const routes = { projectId: atlas.id, content: "# Routes\n\nBy day.\n" };
    const plan = await rest.createPlan(server.url, routes);
    const numbers = Array.from({ length: MANY }, (_, index) => String(index + 1).padStart(2, "0"));
    const series = await Promise.all(
      numbers.map((number) => rest.createProject(server.url, { name: `Series ${number}` })),
    );
    const told = await rest.chat(server.url, "show my projects");

    const { desk, openTab, end } = await visit(browser, link.url, {
      expectedErrors: [/net::ERR_|WebSocket connection to .* failed/],
    });
    const open = async (path: string, sign: (main: Locator) => Locator): Promise<Locator> => {
      const { page } = await openTab();
      await page.goto(link.url + path);
      const main = page.getByRole("main");
      await sign(main).waitFor();
      return main;
    };
    const row = (main: Locator, title: string): Locator =>
      main.getByTestId("plan-row").filter({ hasText: title });
    const projects = await open("/projects?q=series&sort=name", (main) =>
      main.getByLabel("Select Series 50"),
    );
    await projects.getByLabel("Select Series 50").scrollIntoViewIfNeeded();
    await projects.getByLabel("Select Series 65").check();
    await projects.getByRole("group", { name: "Selected projects" }).waitFor();
    await projects.getByLabel("Select Series 70").scrollIntoViewIfNeeded();
    const place = () =>
      projects
        .page()
        .locator("html")
        .evaluate((node) => node.scrollTop);
    const placeBefore = await place();
    expect(placeBefore).toBeGreaterThan(0);
    const plans = await open("/plans", (main) => row(main, "Routes"));
    const conversations = await open("/conversations", (main) =>
      main.getByRole("link", { name: "show my projects", exact: true }),
    );
    const project = await open(`/projects/${atlas.id}`, (main) => row(main, "Routes"));
    const search = await open("/search?q=tolls", (main) => main.getByText("Nothing that was"));
    const planPage = await open(`/plans/${plan.id}`, (main) => main.getByText("By day."));
    const reading = await open(`/conversations/${told}`, (main) =>
      main.getByTestId("message-user").first(),
    );

    link.cut();
    await desk.page.getByText("The connection to the server is lost").waitFor();
    await server.crash();
    await rest.updateProject(server.url, series.at(-1)?.id ?? "", { name: "Series 70, the last" });
    await rest.updateProject(server.url, atlas.id, { name: "Atlas of roads" });
    await rest.createPlan(server.url, { projectId: atlas.id, content: "# Tolls\n\nTwo euros.\n" });
    await rest.updatePlan(server.url, plan.id, { content: "# Routes\n\nBy night.\n" });
    await rest.chat(server.url, "list my plans", told);
    await rest.chat(server.url, "what can I say?");
    await memoryUpToDate(server.url);
    link.mend();

    await projects.getByRole("link", { name: "Series 70, the last" }).waitFor();
    expect(await projects.getByLabel("Select Series 65").isChecked()).toBe(true);
    expect(await place()).toBe(placeBefore);
    await row(plans, "Tolls").getByRole("link", { name: "Atlas of roads" }).waitFor();
    await row(plans, "Routes").getByRole("link", { name: "Atlas of roads" }).waitFor();
    await conversations.getByRole("link", { name: "what can I say?", exact: true }).waitFor();
    await project.getByRole("heading", { level: 1, name: "Atlas of roads" }).waitFor();
    await row(project, "Tolls").waitFor();
    await search.getByTestId("hits").getByRole("link", { name: "Tolls" }).first().waitFor();
    await planPage.getByText("By night.").waitFor();
    await reading.getByTestId("message-user").filter({ hasText: "list my plans" }).waitFor();
    const recent = desk.page.getByRole("list", { name: "Recent" });
    await recent.getByRole("link", { name: "what can I say?" }).waitFor();
    await end();
  } finally {
    await link.close();
    await server.remove();
  }
});
