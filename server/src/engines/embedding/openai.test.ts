import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startProvider, type EmulatedProvider } from "../../../test/support/provider.ts";
import { embeddingsContract } from "./contract.ts";
import { OpenAiEmbeddings, type OpenAiEmbeddingsOptions } from "./openai.ts";

const impatient = { attempts: 2, baseMs: 1, withinMs: 1_000 };
const engine = (baseUrl: string, more: Partial<OpenAiEmbeddingsOptions> = {}) =>
  new OpenAiEmbeddings({ baseUrl, apiKey: "sk", model: "small", retry: impatient, ...more });

embeddingsContract("OpenAiEmbeddings", async () => {
  const provider = await startProvider();
  return { engine: engine(provider.baseUrl), close: provider.close };
});

describe("embeddings over the OpenAI wire", () => {
  let provider: EmulatedProvider;
  beforeEach(async () => {
    provider = await startProvider();
  });
  afterEach(() => provider.close());
  const signal = new AbortController().signal;

  test("many texts go in batches, with the model and the key", async () => {
    await engine(provider.baseUrl).embed({ texts: Array<string>(100).fill("text"), signal });
    const { embeddings } = provider.journal;
    expect(embeddings.map(({ input }) => input.length)).toEqual([64, 36]);
    expect(embeddings[0]).toMatchObject({ model: "small", authorization: "Bearer sk" });
  });

  test("more requests than it allows in a minute are not made, and it says when they may be", async () => {
    let now = 0;
    const limited = engine(provider.baseUrl, { requestsPerMinute: 2, now: () => now });
    const ask = () => limited.embed({ texts: ["text"], signal });
    await ask();
    now = 20_000;
    await ask();
    await expect(ask()).rejects.toMatchObject({ retryable: true, retryAfterMs: 40_000 });
    expect(provider.journal.embeddings).toHaveLength(2);
    now = 60_001;
    await ask();
    expect(provider.journal.embeddings).toHaveLength(3);
  });

  test("a model that the provider does not have is a problem that names the settings", async () => {
    const none = await startProvider({ embeddings: null });
    try {
      const asked = engine(none.baseUrl).embed({ texts: ["text"], signal });
      await expect(asked).rejects.toMatchObject({ code: "unavailable", retryable: false });
      await expect(asked).rejects.toThrow('has no model "small" for embeddings');
    } finally {
      await none.close();
    }
  });
});
