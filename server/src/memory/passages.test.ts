import { describe, expect, test } from "vitest";
import { passagesOf } from "./passages.ts";

describe("the passages of a plan", () => {
  test("keep the headings above them, without the title", () => {
    const plan =
      "# Export\n\nIntro.\n\n## Tasks\n\n- [ ] One\n\n### Later\n\nTwo.\n\n## Risks\n\nNone.\n";
    expect(passagesOf(plan)).toEqual([
      { headings: [], content: "Intro." },
      { headings: ["Tasks"], content: "- [ ] One" },
      { headings: ["Tasks", "Later"], content: "Two." },
      { headings: ["Risks"], content: "None." },
    ]);
  });

  test("are cut between blocks where a section is long, and lose nothing", () => {
    const blocks = Array.from(
      { length: 12 },
      (_, index) => `Block ${index}. ${"word ".repeat(40)}`,
    );
    const passages = passagesOf(`## Long\n\n${blocks.join("\n\n")}`);
    expect(passages.length).toBeGreaterThan(2);
    for (const { content } of passages) expect(content.length).toBeLessThanOrEqual(900);
    const words = (text: string) => text.split(/\s+/).filter(Boolean);
    expect(words(passages.map(({ content }) => content).join(" "))).toEqual(
      words(blocks.join(" ")),
    );
  });

  test("do not take a comment in code for a heading", () => {
    const code = "```sh\n# not a heading\n\nnpm start\n```";
    expect(passagesOf(`## Run\n\n${code}\n`)).toEqual([{ headings: ["Run"], content: code }]);
  });

  test("are cut at words where there is no line end, and anywhere where there are none", () => {
    for (const text of ["word ".repeat(600), "x".repeat(3000), "漢".repeat(2000)]) {
      const passages = passagesOf(text);
      expect(
        passages
          .map(({ content }) => content)
          .join("")
          .replaceAll(/\s/g, ""),
      ).toBe(text.replaceAll(/\s/g, ""));
      for (const { content } of passages) expect(content.length).toBeLessThanOrEqual(900);
    }
  });

  test("leave the front matter out", () => {
    expect(passagesOf("---\npriority: high\n---\n\n## Goal\n\nSell.\n")).toEqual([
      { headings: ["Goal"], content: "Sell." },
    ]);
  });

  test("of nothing are none", () => {
    expect(passagesOf("# Only a title\n\n## And a heading\n")).toEqual([]);
  });
});
