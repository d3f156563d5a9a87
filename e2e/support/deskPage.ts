import type { Locator, Page } from "playwright-core";
import { z } from "zod";
import type { ConversationEvent } from "@voiceplan/protocol";
import { eventually } from "./eventually.ts";
import type { Wire } from "./wire.ts";

const SentMessage = z.object({ messageId: z.string(), text: z.string() });

/** The desk as a person finds their way about it: by roles, labels and words. */
export class DeskPage {
  readonly page: Page;
  readonly wire: Wire;

  constructor(page: Page, wire: Wire) {
    this.page = page;
    this.wire = wire;
  }

  get box(): Locator {
    return this.page.getByRole("textbox", { name: "Message" });
  }

  get log(): Locator {
    return this.page.getByRole("log", { name: "Conversation" });
  }

  get plan(): Locator {
    return this.page.getByRole("complementary", { name: "Plan" });
  }

  /** The state of the conversation in a word. */
  get signal(): Locator {
    return this.page.getByRole("region", { name: "Talk or type" }).getByRole("status");
  }

  /** What needs the person. */
  get notice(): Locator {
    return this.page.getByRole("alert");
  }

  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  /** Entries of the conversation with these words. */
  entry(words: string | RegExp): Locator {
    return this.log.getByRole("article").filter({ hasText: words });
  }

  /** Waits until the conversation is open and the page has nothing more to load. */
  async ready(): Promise<void> {
    await this.box.waitFor();
    await this.log.getByText("Opening the conversation").waitFor({ state: "detached" });
    await this.log.getByText("Connecting").waitFor({ state: "detached" });
    // With it come the keys that work on every page.
    const notifications = this.page.getByRole("region", { name: "Notifications" });
    await notifications.waitFor({ state: "attached" });
    // And once it is open, the address names it.
    await this.page.waitForURL((url) => url.searchParams.has("c"), { waitUntil: "commit" });
  }

  /** Waits until the light says this. */
  async signals(word: string): Promise<void> {
    await this.signal.filter({ hasText: new RegExp(`^\\s*${word}\\s*$`) }).waitFor();
  }

  /** Types a message and sends it; resolves with its id once the page has sent it. */
  async send(text: string): Promise<string> {
    const already = this.#sentWith(text).length;
    await this.box.fill(text);
    await this.box.press("Enter");
    const message = await eventually(`"${text}" is sent`, () => this.#sentWith(text)[already]);
    return message.messageId;
  }

  /** Types a message, sends it and waits for the whole reply; resolves with its words. */
  async ask(text: string): Promise<string> {
    const messageId = await this.send(text);
    return (await this.wire.answerTo(messageId)).text;
  }

  /** What was said by voice, once it is understood as this command and answered. */
  async commandOf(
    command: Extract<ConversationEvent, { type: "command" }>["command"],
  ): Promise<{ event: Extract<ConversationEvent, { type: "command" }>; replyId: string }> {
    const event = await this.wire.until("command", (given) => given.command === command);
    const { replyId } = await this.wire.until(
      "reply.started",
      ({ sourceId }) => sourceId === event.sourceId,
    );
    await this.wire.until("reply.ended", (ended) => ended.replyId === replyId);
    return { event, replyId };
  }

  #sentWith(text: string): z.infer<typeof SentMessage>[] {
    return this.wire.requests("message.send", SentMessage).filter((sent) => sent.text === text);
  }
}
