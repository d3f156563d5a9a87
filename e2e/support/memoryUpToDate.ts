import { SystemReport } from "@voiceplan/protocol";
import { getJson } from "../../server/test/support/rest.ts";
import { eventually } from "./eventually.ts";

/** Resolves when the memory has read in everything that was written. */
export async function memoryUpToDate(url: string): Promise<void> {
  await eventually("the memory is up to date", async () => {
    const { memory } = await getJson(url, "/api/system", SystemReport);
    return memory.waiting === 0 && memory.unembedded === 0 ? memory : null;
  });
}
