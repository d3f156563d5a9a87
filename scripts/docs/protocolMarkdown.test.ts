import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { protocolMarkdown } from "./protocolMarkdown.ts";

test("docs/protocol.md is what the schemas say (npm run docs)", async () => {
  const committed = await readFile(new URL("../../docs/protocol.md", import.meta.url), "utf8");
  expect(committed).toBe(await protocolMarkdown());
});
