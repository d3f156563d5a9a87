import type { Exporter } from "./exporter.ts";
import { json } from "./json.ts";
import { markdown } from "./markdown.ts";

/** In the order in which they are offered. */
export const exporters: readonly Exporter[] = [markdown, json];

/** The names of the formats there are. */
export const exportFormats = exporters.map(({ format }) => format);
