import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import loadWabt from "wabt";

test("what is loaded is what the text says", async () => {
  const wabt = await loadWabt();
  const name = "hamming.wat";
  const text = await readFile(new URL(name, import.meta.url), "utf8");

  const { buffer } = wabt.parseWat(name, text, { simd: true }).toBinary({});

  const loaded = await readFile(new URL("hamming.wasm", import.meta.url));
  expect(Buffer.from(buffer).toString("hex")).toBe(loaded.toString("hex"));
});
