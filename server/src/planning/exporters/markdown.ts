import { writeFrontMatter } from "../planFrontMatter.ts";
import type { Exporter } from "./exporter.ts";

/** The plan's own text, with the metadata as front matter. */
export const markdown: Exporter = {
  format: "md",
  mediaType: "text/markdown; charset=utf-8",
  extension: "md",
  write: ({ version: { content, metadata } }) => `${writeFrontMatter(metadata)}${content}`,
};
