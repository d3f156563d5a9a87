import { findOrInstallChromium } from "./chromium.mjs";

/** Runs once before the browser tests, which read the path from CHROMIUM_PATH. */
export default async function setup(): Promise<void> {
  process.env.CHROMIUM_PATH = await findOrInstallChromium();
}
