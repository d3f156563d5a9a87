import type { Exporter } from "./exporter.ts";
import { github } from "./github.ts";
import { html } from "./html.ts";
import { jira } from "./jira.ts";
import { json } from "./json.ts";
import { markdown } from "./markdown.ts";
import { pdf } from "./pdf.ts";
import { trello } from "./trello.ts";

/** In the order in which they are offered. */
export const exporters: readonly Exporter[] = [markdown, json, pdf, html, jira, trello, github];

/** The names of the formats there are. */
export const exportFormats = exporters.map(({ format }) => format);
