import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startProvider, type EmulatedProvider } from "../../../test/support/provider.ts";
import { chatModelContract } from "./contract.ts";
import { OpenAiChat, type OpenAiChatOptions } from "./openai.ts";
import type { ChatDelta, ChatMessage } from "./port.ts";

const impatient = { attempts: 2, baseMs: 1, withinMs: 1_000 };
const model = (baseUrl: string, more: Partial<OpenAiChatOptions> = {}): OpenAiChat =>
  new OpenAiChat({
    baseUrl,
    model: "glm-4.5",
    temperature: 0.4,
    maxTokens: 2200,
    retry: impatient,
    ...more,
  });

chatModelContract("OpenAiChat", async () => {
  const provider = await startProvider();
  return {
    engine: model(provider.baseUrl),
    replyWith: (text) => provider.nextChats({ text }),
    callTool: (name, args) => provider.nextChats({ toolCalls: [{ name, arguments: args }] }),
    stallNext: () =>
      provider.nextChats({ text: "Well, let me think.", fault: { kind: "stall", afterChunks: 2 } }),
    failNext: () => provider.nextChats({ fault: { kind: "status", status: 400 } }),
    close: provider.close,
  };
});

describe("chat over the OpenAI wire", () => {
  let provider: EmulatedProvider;
  beforeEach(async () => {
    provider = await startProvider();
  });
  afterEach(() => provider.close());

  const ask = (
    more: Partial<OpenAiChatOptions> = {},
    messages: readonly ChatMessage[] = [{ role: "user", content: "Plan it." }],
    signal = new AbortController().signal,
  ): Promise<ChatDelta[]> =>
    Array.fromAsync(model(provider.baseUrl, more).stream({ messages, signal }));

  test("the whole conversation, the tools and the settings go over the wire", async () => {
    provider.nextChats({ text: "Done." });
    const tools = [{ name: "save", description: "Saves.", parameters: { type: "object" } }];
    await Array.fromAsync(
      model(provider.baseUrl, { apiKey: "sk-secret" }).stream({
        messages: [
          { role: "system", content: "You plan." },
          { role: "user", content: "Save it." },
          {
            role: "assistant",
            content: "",
            toolCalls: [{ id: "c1", name: "save", arguments: "{}" }],
          },
          { role: "tool", toolCallId: "c1", content: "saved" },
        ],
        tools,
        signal: new AbortController().signal,
      }),
    );
    expect(provider.journal.chats).toMatchObject([
      {
        authorization: "Bearer sk-secret",
        request: {
          model: "glm-4.5",
          stream: true,
          temperature: 0.4,
          max_tokens: 2200,
          messages: [
            { role: "system", content: "You plan." },
            { role: "user", content: "Save it." },
            {
              role: "assistant",
              content: null,
              tool_calls: [
                { id: "c1", type: "function", function: { name: "save", arguments: "{}" } },
              ],
            },
            { role: "tool", tool_call_id: "c1", content: "saved" },
          ],
          tools: [{ type: "function", function: tools[0] }],
        },
      },
    ]);
  });

  test("a server of one's own needs no key and is given none", async () => {
    provider.nextChats({ text: "Hello." });
    await ask();
    expect(provider.journal.chats[0]?.authorization).toBeNull();
  });

  test("the first words are here before the model has finished", async () => {
    provider.nextChats({
      text: "The first words of many.",
      fault: { kind: "stall", afterChunks: 2 },
    });
    const stream = model(provider.baseUrl).stream({
      messages: [{ role: "user", content: "Plan it." }],
      signal: new AbortController().signal,
    });
    expect(await stream.next()).toEqual({ done: false, value: { type: "text", text: "The f" } });
    expect(provider.journal.chats[0]?.endedAt).toBeNull();
    await stream.return(undefined);
    await expect.poll(() => provider.journal.chats[0]?.abandoned).toBe(true);
  });

  test("why the model stopped is told", async () => {
    provider.nextChats({ text: "a", finishReason: "length" });
    provider.nextChats({ text: "b", finishReason: "content_filter" });
    expect((await ask()).at(-1)).toEqual({ type: "end", reason: "length" });
    expect((await ask()).at(-1)).toEqual({ type: "end", reason: "filtered" });
  });

  test("what may help a second time is tried a second time, as long as nothing was said", async () => {
    provider.nextChats(
      { fault: { kind: "status", status: 429, retryAfter: 0 } },
      { text: "one" },
      { fault: { kind: "status", status: 500 } },
      { text: "two" },
      { fault: { kind: "malformed" } },
      { text: "three" },
      { fault: { kind: "cut", afterChunks: 0 } },
      { text: "four" },
    );
    for (const text of ["one", "two", "three", "four"]) {
      expect((await ask())[0]).toEqual({ type: "text", text });
    }
    expect(provider.leftovers()).toBe(0);
  });

  test("a stream that is cut in the middle is a retryable problem, and is not begun anew", async () => {
    provider.nextChats({
      text: "First the schema, then the routes.",
      fault: { kind: "cut", afterChunks: 3 },
    });
    const heard: ChatDelta[] = [];
    const stream = model(provider.baseUrl).stream({
      messages: [{ role: "user", content: "Plan it." }],
      signal: new AbortController().signal,
    });
    const reading = (async () => {
      for await (const delta of stream) heard.push(delta);
    })();
    await expect(reading).rejects.toMatchObject({ code: "planner_failed", retryable: true });
    expect(heard.length).toBeGreaterThan(0);
    expect(provider.journal.chats).toHaveLength(1);
  });

  test("a model that never answers is given up on", async () => {
    provider.nextChats({ fault: { kind: "hang" } });
    await expect(
      ask({ firstTokenTimeoutMs: 30, retry: { attempts: 1, baseMs: 1, withinMs: 1 } }),
    ).rejects.toMatchObject({ code: "planner_failed", retryable: true });
  });

  test("a model that falls silent is given up on", async () => {
    provider.nextChats({
      text: "The first words of many.",
      fault: { kind: "stall", afterChunks: 2 },
    });
    const stream = model(provider.baseUrl, { idleTimeoutMs: 30 }).stream({
      messages: [{ role: "user", content: "Plan it." }],
      signal: new AbortController().signal,
    });
    await expect(Array.fromAsync(stream)).rejects.toMatchObject({
      code: "planner_failed",
      retryable: true,
    });
  });

  test("a model that wants its limits said otherwise gets them so, from then on", async () => {
    const chat = model(provider.baseUrl);
    const refuse = (param: string): { fault: { kind: "status"; status: 400; param: string } } => ({
      fault: { kind: "status", status: 400, param },
    });
    provider.nextChats(refuse("max_tokens"), refuse("temperature"), { text: "a" }, { text: "b" });
    const request = {
      messages: [{ role: "user", content: "Plan it." }],
      signal: new AbortController().signal,
    } as const;
    await Array.fromAsync(chat.stream(request));
    await Array.fromAsync(chat.stream(request));
    const sent = provider.journal.chats.map((entry) => entry.request);
    expect(sent).toHaveLength(4);
    for (const { temperature, max_tokens, max_completion_tokens } of sent.slice(2)) {
      expect([temperature, max_tokens, max_completion_tokens]).toEqual([
        undefined,
        undefined,
        2200,
      ]);
    }
  });
});
