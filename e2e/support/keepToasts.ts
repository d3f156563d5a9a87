import type { Page } from "playwright-core";

/** Nothing else in the page waits for so long, or need not. */
const script = `{
  const wait = window.setTimeout;
  window.setTimeout = (run, ms = 0, ...rest) => wait(run, ms < 5000 ? ms : 2 ** 31 - 1, ...rest);
}`;

/** From its next address on the page keeps toasts until they are closed: a slow machine gets to them too. */
export async function keepToasts(page: Page): Promise<void> {
  await page.addInitScript(script);
}
