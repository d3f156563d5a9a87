import type { Browser, BrowserContextOptions } from "playwright-core";
import { tapAudio } from "./audioTap.ts";
import { DeskPage } from "./deskPage.ts";
import { Wire } from "./wire.ts";

/** A person's visit: a profile of their own, watched for whatever must not happen. */
export interface Visit {
  desk: DeskPage;
  /** Another page in the same profile, watched like the first. */
  openTab: (url?: string) => Promise<DeskPage>;
  /** Ends it. Throws when a page asked for anything elsewhere, or had an error nobody expected. */
  end: () => Promise<void>;
}

export interface VisitOptions extends BrowserContextOptions {
  /** Errors in the console that belong to what is tested. */
  expectedErrors?: readonly RegExp[];
  /** Whether replies are spoken. Default false: they take as long as it takes to say them. */
  isSpoken?: boolean;
}

/** Opens the page at `url` in a fresh profile and waits until the desk can be used. */
export async function visit(
  browser: Browser,
  url: string,
  options: VisitOptions = {},
): Promise<Visit> {
  const { expectedErrors = [], isSpoken = false, ...contextOptions } = options;
  const context = await browser.newContext({ reducedMotion: "reduce", ...contextOptions });
  const { origin, host } = new URL(url);
  const elsewhere: string[] = [];
  const errors: string[] = [];

  await context.route(
    (address) => address.origin !== origin,
    (route) => route.abort(),
  );
  context.on("request", (request) => {
    const address = new URL(request.url());
    const isLocal = ["data:", "blob:"].includes(address.protocol) || address.origin === origin;
    if (!isLocal) elsewhere.push(request.url());
  });
  context.on("weberror", (error) => errors.push(String(error.error())));
  context.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });

  const openTab = async (address = url): Promise<DeskPage> => {
    const page = await context.newPage();
    page.on("websocket", (socket) => {
      if (new URL(socket.url()).host !== host) elsewhere.push(socket.url());
    });
    await tapAudio(page);
    const desk = new DeskPage(page, new Wire(page));
    await page.goto(address);
    await desk.ready();
    return desk;
  };

  const desk = await openTab();
  if (!isSpoken) await desk.button("Speak replies").click();
  return {
    desk,
    openTab,
    async end() {
      await context.close();
      const unexpected = errors.filter(
        (error) => !expectedErrors.some((pattern) => pattern.test(error)),
      );
      const faults = new Set([
        ...elsewhere.map((address) => `A request to ${address}`),
        ...unexpected,
      ]);
      if (faults.size > 0) throw new Error([...faults].join("\n"));
    },
  };
}
