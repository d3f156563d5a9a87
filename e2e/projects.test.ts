import { randomUUID } from "node:crypto";
import type { Locator, Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { accessibilityFaults } from "./support/axe.ts";
import { keepToasts } from "./support/keepToasts.ts";
import { rest } from "./support/rest.ts";
import { setStage } from "./support/stage.ts";
import type { Visit } from "./support/visit.ts";

const themes = ["light", "dark"] as const;
const sizes = [
  { width: 360, height: 740 },
  { width: 1440, height: 900 },
] as const;

const item = (page: Page, name: string): Locator =>
  page.getByTestId("project").filter({ has: page.getByRole("link", { name, exact: true }) });
const names = async (page: Page): Promise<string[]> =>
  (await page.getByTestId("project").getByRole("heading").allTextContents()).map((name) =>
    name.trim(),
  );
const toast = (page: Page, words: string): Locator =>
  page.getByTestId("toast").filter({ hasText: words });

describe("the projects", () => {
  const stage = setStage();
  let shared: Visit;
  let page: Page;

  beforeAll(async () => {
    // Two editors of one project: what the browser says of the refusal.
    shared = await stage.visit({ expectedErrors: [/412/] });
    page = shared.desk.page;
    await keepToasts(page);
  });

  test("where there are none the page says what to do, and N begins one", async () => {
    await page.getByRole("link", { name: "Projects", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Projects" }).waitFor();
    await page.getByText("Nothing here yet").waitFor();
    await page.keyboard.press("n");
    const dialog = page.getByRole("dialog", { name: "New project" });
    await dialog.getByLabel("Name").fill("Northwind");
    await dialog.getByLabel("Tags").fill("shop, #money");
    await page.keyboard.press("Enter");

    await page.getByRole("heading", { level: 1, name: "Northwind" }).waitFor();
    await page.getByText("No plan yet").waitFor();
    expect(await rest.projects(stage.url)).toMatchObject([
      { name: "Northwind", tags: ["shop", "money"] },
    ]);
  });

  test("what is shown stands in the address, and the back button takes it back", async () => {
    const atlas = { name: "Atlas", description: "Maps for couriers", tags: ["maps"] };
    const { id } = await rest.createProject(stage.url, atlas);
    await rest.updateProject(stage.url, id, { status: "paused" });
    const content = "# Routes\n\n- [x] Draw\n- [ ] Drive\n";
    await rest.createPlan(stage.url, { projectId: id, content });

    await page.goto(`${stage.url}/projects`);
    await item(page, "Atlas").waitFor();
    expect(await names(page)).toEqual(["Atlas", "Northwind"]);
    await page.getByText("1 of 2 tasks done (50%)").waitFor();

    await page.getByLabel("Order").selectOption("By name");
    await page.getByLabel("Status").selectOption("Paused");
    await item(page, "Northwind").waitFor({ state: "detached" });
    expect(new URL(page.url()).search).toBe("?status=paused&sort=name");
    await page.goBack();
    await item(page, "Northwind").waitFor();
    expect(await page.getByLabel("Status").locator("option:checked").textContent()).toBe(
      "Not archived",
    );

    await page.getByRole("searchbox").fill("couriers");
    await item(page, "Northwind").waitFor({ state: "detached" });
    await page.getByRole("searchbox").fill("nothing is called so");
    await page.getByText("No project is like that").waitFor();
    await page.getByRole("link", { name: "Show all projects" }).click();
    await item(page, "Northwind").waitFor();
    expect(await page.getByRole("searchbox").inputValue()).toBe("");

    // An address that somebody was given shows the same.
    await page.goto(`${stage.url}/projects?tag=money&days=30`);
    await item(page, "Northwind").waitFor();
    expect(await names(page)).toEqual(["Northwind"]);
    expect(await page.getByLabel("Tag").locator("option:checked").textContent()).toBe("money");
  });

  test("grid or list is remembered", async () => {
    await page.goto(`${stage.url}/projects`);
    await page.getByRole("button", { name: "List", exact: true }).click();
    await page.reload();
    await page.getByRole("button", { name: "List", exact: true, pressed: true }).waitFor();
    await page.getByRole("button", { name: "Grid", exact: true }).click();
  });

  test("archiving asks nothing, and is undone from where it is told, also by keyboard", async () => {
    await page.getByRole("button", { name: "Archive Atlas" }).click();
    await item(page, "Atlas").waitFor({ state: "detached" });
    await toast(page, "Archived “Atlas”.").waitFor();
    await page.keyboard.press("F8");
    await page.keyboard.press("Enter");
    await item(page, "Atlas").waitFor();
    // As it was: it had been paused.
    expect(await rest.projects(stage.url)).toContainEqual(
      expect.objectContaining({ name: "Atlas", status: "paused" }),
    );
  });

  test("several are tagged and archived at once, and restored from the archive", async () => {
    await page.getByLabel("Select Atlas").check();
    await page.getByLabel("Select Northwind").check();
    const selection = page.getByRole("group", { name: "Selected projects" });
    await selection.getByText("2 projects selected").waitFor();
    await selection.getByLabel("Tags to add").fill("2026");
    await selection.getByRole("button", { name: "Tag" }).click();
    await item(page, "Atlas").getByText("2026").waitFor();
    await item(page, "Northwind").getByText("2026").waitFor();
    await toast(page, "Tagged 2 projects 2026.").getByRole("button", { name: "Undo" }).click();
    await item(page, "Atlas").getByText("2026").waitFor({ state: "detached" });
    await item(page, "Northwind").getByText("2026").waitFor({ state: "detached" });
    expect((await rest.projects(stage.url)).flatMap(({ tags }) => tags)).not.toContain("2026");

    await page.getByLabel("Select Atlas").check();
    await page.getByLabel("Select Northwind").check();
    await selection.getByRole("button", { name: "Archive" }).click();
    await page.getByText("Nothing here yet").waitFor();
    await page.getByLabel("Status").selectOption("Archived");
    await page.getByRole("button", { name: "Restore Atlas" }).click();
    await item(page, "Atlas").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Restore Northwind" }).click();
    await item(page, "Northwind").waitFor({ state: "detached" });
    expect(await rest.projects(stage.url)).toHaveLength(2);
  });

  test("who saves over somebody else's change sees theirs first", async () => {
    await page.goto(`${stage.url}/projects?q=atlas`);
    await page.getByRole("button", { name: "Edit Atlas" }).click();
    const dialog = page.getByRole("dialog", { name: "Project details" });
    await dialog.getByLabel("Description").fill("Mine");
    const [atlas] = (await rest.projects(stage.url)).filter(({ name }) => name === "Atlas");
    const id = atlas?.id ?? "";
    await rest.updateProject(stage.url, id, { description: "Theirs" });

    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.getByRole("alert").getByText("Theirs", { exact: true }).waitFor();
    expect(await dialog.getByLabel("Description").inputValue()).toBe("Mine");
    expect((await rest.project(stage.url, id)).description).toBe("Theirs");
    await dialog.getByRole("button", { name: "Save mine" }).click();
    await dialog.waitFor({ state: "detached" });
    await item(page, "Atlas").getByText("Mine").waitFor();
  });

  test("what is changed elsewhere shows at once, and a long list comes as one scrolls", async () => {
    await page.goto(`${stage.url}/projects?q=series&sort=name`);
    await page.getByText("No project is like that").waitFor();
    const numbers = Array.from({ length: 70 }, (_, index) => String(index + 1).padStart(2, "0"));
    await Promise.all(
      numbers.map((number) => rest.createProject(stage.url, { name: `Series ${number}` })),
    );
    await item(page, "Series 50").waitFor();
    expect(await item(page, "Series 70").count()).toBe(0);
    await item(page, "Series 50").scrollIntoViewIfNeeded();
    await item(page, "Series 70").waitFor();
    expect(await page.getByTestId("project").count()).toBe(70);
  });

  test("a plan begins from a template, and others come from files", async () => {
    const { id } = await rest.createProject(stage.url, { name: "Library" });
    await page.goto(`${stage.url}/projects/${id}`);
    await page.getByRole("button", { name: "New plan" }).click();
    const dialog = page.getByRole("dialog", { name: "New plan" });
    await dialog.getByRole("textbox", { name: "Title" }).fill("Lend e-books");
    await dialog.getByRole("radio", { name: /^Bug fix/ }).check();
    await dialog.getByRole("button", { name: "Create" }).click();
    await page.waitForURL(/\/plans\//);
    const [begun] = await rest.plans(stage.url, id);
    expect(begun?.title).toBe("Lend e-books");
    const { content } = await rest.version(stage.url, begun?.id ?? "", 1);
    expect(content).toMatch(/^# Lend e-books\n\n/);
    expect(content).toContain("\n## ");

    const exported = await fetch(`${stage.url}/api/devplans/${begun?.id ?? ""}/export?format=json`);
    await page.goto(`${stage.url}/projects/${id}`);
    await page.getByTestId("plan-row").waitFor();
    await page.getByTestId("plan-files").setInputFiles([
      {
        name: "shelves.md",
        mimeType: "text/markdown",
        buffer: Buffer.from("# Shelves\n\n## Tasks\n\n- [x] Measure\n- [ ] Saw\n"),
      },
      {
        name: "lend.json",
        mimeType: "application/json",
        buffer: Buffer.from(await exported.arrayBuffer()),
      },
      { name: "other.json", mimeType: "application/json", buffer: Buffer.from('{"a": 1}') },
    ]);
    await toast(page, "other.json is not a plan").waitFor();
    const shelves = page.getByTestId("plan-row").filter({ hasText: "Shelves" });
    await shelves.getByText("1 of 2 tasks").waitFor();
    expect(await page.getByTestId("plan-row").count()).toBe(3);

    await toast(page, "Imported “Shelves”.").getByRole("button", { name: "Undo" }).click();
    await shelves.waitFor({ state: "detached" });
    expect(await rest.plans(stage.url, id)).toHaveLength(2);
  });

  test("talking about a project opens the desk on it, and the conversation is found from there", async () => {
    const { id } = await rest.createProject(stage.url, { name: "Harbour" });
    await page.goto(`${stage.url}/projects/${id}`);
    await page.getByRole("button", { name: "Talk about it" }).click();
    await page.getByRole("heading", { level: 1, name: "Harbour" }).waitFor();
    await shared.desk.ask("help");
    const conversation = page.url();

    await page.goto(`${stage.url}/projects/${id}`);
    await page.getByRole("region", { name: "Conversations" }).getByRole("link").first().click();
    await page.waitForURL(conversation);
    await shared.desk.entry("help").first().waitFor();
  });

  test("a project that is not there is said to be so", async () => {
    const lost = await stage.visit({ expectedErrors: [/404/] });
    await lost.desk.page.goto(`${stage.url}/projects/${randomUUID()}`);
    await lost.desk.page.getByText("There is no such project").waitFor();
    await lost.desk.page.getByRole("link", { name: "Show all projects" }).click();
    await item(lost.desk.page, "Harbour").waitFor();
    await lost.end();
  });

  test("the plans of all projects are found by words and status", async () => {
    await page.goto(`${stage.url}/plans`);
    const row = (title: string): Locator => page.getByTestId("plan-row").filter({ hasText: title });
    await row("Routes").getByRole("link", { name: "Atlas" }).waitFor();
    await page.getByRole("searchbox").fill("routes");
    await page.waitForURL(/q=routes/);
    await row("Lend").first().waitFor({ state: "detached" });
    await row("Routes").waitFor();
    await page.getByLabel("Status").selectOption("Completed");
    await page.getByText("No plan is like that").waitFor();
    expect(new URL(page.url()).search).toBe("?q=routes&status=completed");
    await page.goBack();
    await row("Routes").waitFor();
  });

  test.for(themes)("has no accessibility fault that can be found by rule: %s", async (theme) => {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    const [library] = (await rest.projects(stage.url)).filter(({ name }) => name === "Library");
    for (const size of sizes) {
      await page.setViewportSize(size);
      for (const path of ["/projects?q=a", `/projects/${library?.id ?? ""}`, "/plans"]) {
        await page.goto(stage.url + path);
        await page.getByRole("main").locator("time").first().waitFor();
        expect(await accessibilityFaults(page), path).toEqual([]);
        const { width } = size;
        const isWider = await page.evaluate((limit) => document.body.scrollWidth > limit, width);
        expect(isWider, `${path} is wider than ${width} pixels`).toBe(false);
      }
      await page.goto(`${stage.url}/projects?q=atlas`);
      await page.getByLabel("Select Atlas").check();
      await page.getByRole("button", { name: "Archive Atlas" }).click();
      await toast(page, "Archived").waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await toast(page, "Archived").getByRole("button", { name: "Undo" }).click();
      await page.getByRole("button", { name: "Edit Atlas" }).click();
      await page.getByRole("dialog", { name: "Project details" }).waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.keyboard.press("Escape");
    }
  });

  test("asked for nothing elsewhere and had no errors in all this", () => shared.end());
});
