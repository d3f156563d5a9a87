import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const css = readFileSync(new URL("tokens.css", import.meta.url), "utf8");
const [light = "", dark = ""] = css.split("@media (prefers-color-scheme: dark)");

function colours(block: string): Map<string, string> {
  return new Map(
    [...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name = "", hex = ""]) => [
      name,
      hex,
    ]),
  );
}

/** Relative luminance after WCAG 2. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

const grounds = ["page", "panel", "raised"];
const words = ["text", "muted", "accent", "listening", "thinking", "speaking", "needs"];
const controls = ["control", "focus", "off"];

describe.each([
  ["light", colours(light)],
  ["dark", colours(dark)],
])("the %s theme", (_theme, tokens) => {
  const ratio = (a: string, b: string) => contrast(tokens.get(a) ?? "", tokens.get(b) ?? "");

  test("has text at 4.5:1 on every ground", () => {
    const weak = words.flatMap((word) =>
      grounds.filter((ground) => !(ratio(word, ground) >= 4.5)).map((ground) => [word, ground]),
    );
    expect(weak).toEqual([]);
    expect(ratio("on-accent", "accent")).toBeGreaterThanOrEqual(4.5);
  });

  test("has controls and lights at 3:1 on every ground", () => {
    const weak = controls.flatMap((control) =>
      grounds.filter((ground) => !(ratio(control, ground) >= 3)).map((ground) => [control, ground]),
    );
    expect(weak).toEqual([]);
  });
});
