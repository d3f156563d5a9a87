import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import express from "express";
import { expect, onTestFinished, test } from "vitest";
import { pages } from "./pages.ts";

async function serve(folder: string): Promise<string> {
  const server = createServer(express().use(pages(folder)));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("It does not listen.");
  return `http://127.0.0.1:${address.port}`;
}

async function folderWith(...names: string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "voiceplan-pages-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const name of names) await writeFile(join(folder, name), name);
  return folder;
}

test("every path that is no file is the page", async () => {
  const url = await serve(await folderWith("index.html", "icon.svg"));
  expect(await (await fetch(`${url}/projects/1`)).text()).toBe("index.html");
  expect(await (await fetch(`${url}/icon.svg`)).text()).toBe("icon.svg");
});

test("a file that has gone since the start breaks its own request and nothing else", async () => {
  const folder = await folderWith("index.html", "icon.svg");
  const url = await serve(folder);
  await rm(join(folder, "icon.svg"));
  await expect(fetch(`${url}/icon.svg`).then((response) => response.text())).rejects.toThrow();
  expect(await (await fetch(url)).text()).toBe("index.html");
});
