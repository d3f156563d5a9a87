import type { BrowserContextOptions } from "playwright-core";
import { z } from "zod";
import {
  startProvider,
  type EmulatedProvider,
  type ProviderOptions,
} from "../../server/test/support/provider.ts";
import {
  startServer,
  type Environment,
  type TestServer,
} from "../../server/test/support/serverProcess.ts";
import { launchChromium } from "./chromium.ts";
import type { DeskPage } from "./deskPage.ts";
import { FakeMicrophone, type Sound } from "./fakeMicrophone.ts";
import { visit } from "./visit.ts";

const Reference = z.object({ utteranceId: z.string() });

export interface ListeningDesk {
  desk: DeskPage;
  server: TestServer;
  provider: EmulatedProvider;
  /** How many utterances have been begun, and how many ended by the page. */
  begun: () => number;
  ended: () => number;
}

interface Situation {
  hears: readonly Sound[];
  transcription: ProviderOptions["transcription"];
  environment?: Environment;
  options?: BrowserContextOptions & { isSpoken?: boolean; expectedErrors?: readonly RegExp[] };
  /** By which way the page is opened; default: straight. */
  way?: (server: TestServer) => Promise<{ url: string; close: () => Promise<void> }>;
}

/** A page with a microphone that hears this over and over, and a server with an emulated recogniser. */
export async function withListeningDesk(
  situation: Situation,
  body: (listening: ListeningDesk) => Promise<void>,
): Promise<void> {
  const microphone = await FakeMicrophone.create();
  await microphone.hear(situation.hears);
  const provider = await startProvider({ transcription: situation.transcription });
  const [browser, server] = await Promise.all([
    launchChromium({ microphone }),
    startServer({
      OPENAI_API_KEY: "sk-speech",
      OPENAI_BASE_URL: provider.baseUrl,
      ...situation.environment,
    }),
  ]);
  const way = await situation.way?.(server);
  try {
    const { desk, end } = await visit(browser, way?.url ?? server.url, situation.options);
    await body({
      desk,
      server,
      provider,
      begun: () => desk.wire.requests("utterance.start", Reference).length,
      ended: () => desk.wire.requests("utterance.end", Reference).length,
    });
    await end();
  } finally {
    await browser.close();
    await way?.close();
    await server.remove();
    await provider.close();
    await microphone.remove();
  }
}
