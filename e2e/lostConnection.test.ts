import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { startBreakableLink } from "./support/breakableLink.ts";
import { eventually } from "./support/eventually.ts";
import type { Sound } from "./support/fakeMicrophone.ts";
import { freePort } from "./support/freePort.ts";
import { withListeningDesk, type ListeningDesk } from "./support/listeningDesk.ts";

const SENTENCE =
  "I want to add a report to the billing portal that the finance team can open every month and send to the people who have to sign it";
/** It takes longer than that to say, by a good deal. */
const AT_LEAST_MS = 5500;

const hears: readonly Sound[] = [
  { silenceMs: 4000 },
  { say: SENTENCE, voice: "rms" },
  { silenceMs: 60_000 },
];
const HEADER_BYTES = 44;
const BYTES_PER_MS = 32;
const situation = {
  hears,
  transcription: () => ({ text: SENTENCE }),
  options: { expectedErrors: [/net::ERR_|WebSocket connection to .* failed/] },
};

async function speakUntilMiddle({ desk }: ListeningDesk): Promise<void> {
  await desk.button("Turn the microphone on").click();
  await eventually("a second of the sentence is on its way", () => {
    const frames = desk.wire.sent.filter(({ name }) => name === "utterance.audio");
    return frames.length > 40 ? true : null;
  });
}

async function expectWholeAndOnce({ desk, provider }: ListeningDesk): Promise<void> {
  await desk.entry(SENTENCE).waitFor();
  expect(await desk.entry(SENTENCE).count()).toBe(1);
  // What the recogniser was given last is all of it.
  const bytes = provider.journal.transcriptions.at(-1)?.file.bytes.byteLength ?? 0;
  expect((bytes - HEADER_BYTES) / BYTES_PER_MS).toBeGreaterThan(AT_LEAST_MS);
  await desk.page.reload();
  await desk.ready();
  await desk.entry(SENTENCE).waitFor();
  expect(await desk.entry(SENTENCE).count()).toBe(1);
}

test("a connection that is gone for 20 s in the middle of a sentence costs nothing of it", async () => {
  let link: Awaited<ReturnType<typeof startBreakableLink>> | undefined;
  const way = async ({ url }: { url: string }) => (link = await startBreakableLink(url));
  await withListeningDesk({ ...situation, way }, async (listening) => {
    await speakUntilMiddle(listening);
    link?.cut();
    await listening.desk.page.getByText("What you say and send is kept on this page").waitFor();
    await sleep(20_000);
    link?.mend();
    await expectWholeAndOnce(listening);
  });
});

test("a server that is killed in the middle of a sentence costs nothing of it", async () => {
  const environment = { PORT: String(await freePort()) };
  await withListeningDesk({ ...situation, environment }, async (listening) => {
    await speakUntilMiddle(listening);
    await listening.server.crash();
    await expectWholeAndOnce(listening);
  });
});

test("what was written for one conversation is not sent to another", async () => {
  let link: Awaited<ReturnType<typeof startBreakableLink>> | undefined;
  const way = async ({ url }: { url: string }) => (link = await startBreakableLink(url));
  await withListeningDesk(
    { ...situation, hears: [{ silenceMs: 60_000 }], way },
    async ({ desk }) => {
      await desk.ask("show my projects");
      link?.cut();
      await desk.page.getByText("What you say and send is kept on this page").waitFor();
      await desk.box.fill("Add a task to testing: load tests");
      await desk.box.press("Enter");
      await desk.entry("Add a task to testing: load tests").waitFor();
      await desk.button("New conversation").click();
      await expect.poll(() => desk.box.inputValue()).toBe("Add a task to testing: load tests");
      link?.mend();
      await desk.ready();
      expect(await desk.entry("Add a task to testing: load tests").count()).toBe(0);
    },
  );
});
