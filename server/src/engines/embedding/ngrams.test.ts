import { describe, expect, test } from "vitest";
import { cosine, embeddingsContract } from "./contract.ts";
import { NgramEmbeddings } from "./ngrams.ts";

const engine = new NgramEmbeddings();

embeddingsContract("NgramEmbeddings", () =>
  Promise.resolve({ engine, close: () => Promise.resolve() }),
);

async function likeness(one: string, other: string): Promise<number> {
  const signal = new AbortController().signal;
  const [first, second] = await engine.embed({ texts: [one, other], signal });
  return first && second ? cosine(first, second) : Number.NaN;
}

describe("without a model", () => {
  test.each([
    ["a typo", "invioce export", "invoice export"],
    ["another form", "deployed releases", "deploying a release"],
    ["another word for it", "money back for a purchase", "Refunds of a payment"],
    ["two words for one", "how people sign in", "Authentication with passkeys"],
  ])("%s is seen through", async (_, one, other) => {
    expect(await likeness(one, other)).toBeGreaterThan(0.45);
  });

  test("words that say nothing make nothing alike", async () => {
    const text = "what did we say about the weather";
    expect(await likeness(text, "what did we say about the login")).toBeLessThan(0.3);
  });
});
