import { z } from "zod";

/** The part of the OpenAPI document that the page shows. */
const Document = z.object({
  info: z.object({ title: z.string(), version: z.string(), description: z.string().optional() }),
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
});
const Shown = z.object({
  operationId: z.string(),
  summary: z.string(),
  tags: z.array(z.string()),
  parameters: z
    .array(
      z.object({
        name: z.string(),
        in: z.string(),
        required: z.boolean().optional(),
        schema: z.unknown(),
        description: z.string().optional(),
      }),
    )
    .default([]),
  requestBody: z
    .object({ content: z.record(z.string(), z.object({ schema: z.unknown() })) })
    .optional(),
  responses: z.record(
    z.string(),
    z.object({
      description: z.string(),
      content: z.record(z.string(), z.object({ schema: z.unknown() })).optional(),
    }),
  ),
});
type Shown = z.infer<typeof Shown>;

/** The OpenAPI document for reading: plain HTML, nothing to load. */
export function docsPage(openApi: unknown): string {
  const { info, paths } = Document.parse(openApi);
  const byTag = new Map<string, string[]>();
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, value] of Object.entries(methods)) {
      const shown = Shown.parse(value);
      const tag = shown.tags[0] ?? "";
      byTag.set(tag, [...(byTag.get(tag) ?? []), section(method, path, shown)]);
    }
  }
  const groups = [...byTag].map(([tag, sections]) => `<h2>${safe(tag)}</h2>${sections.join("")}`);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${safe(info.title)} API</title><style>${style}</style></head>
<body><main><h1>${safe(info.title)} API ${safe(info.version)}</h1>
<p>${safe(info.description ?? "")} As a document: <a href="/api/openapi.json">openapi.json</a>.</p>
${groups.join("\n")}</main></body></html>`;
}

function section(method: string, path: string, shown: Shown): string {
  const { summary, parameters, requestBody, responses } = shown;
  const rows = parameters.map(
    ({ name, in: where, required, schema, description = "" }) =>
      `<tr><td><code>${safe(name)}</code>${required ? "" : " (optional)"}</td><td>${safe(where)}</td><td>${code(schema)} ${safe(description)}</td></tr>`,
  );
  const table = rows.length > 0 ? `<table>${rows.join("")}</table>` : "";
  const bodies = Object.entries(requestBody?.content ?? {}).map(
    ([type, { schema }]) => `<p>Body, <code>${safe(type)}</code>:</p>${code(schema)}`,
  );
  const answers = Object.entries(responses).map(([status, { description, content = {} }]) => {
    const shapes = Object.entries(content).map(
      ([type, { schema }]) => `<code>${safe(type)}</code> ${code(schema)}`,
    );
    return `<dt>${safe(status)}</dt><dd>${safe(description)} ${shapes.join(" ")}</dd>`;
  });
  return `<details id="${safe(shown.operationId)}"><summary><b>${safe(method.toUpperCase())}</b> <code>${safe(path)}</code> ${safe(summary)}</summary>
${table}${bodies.join("")}<dl>${answers.join("")}</dl></details>`;
}

function code(schema: unknown): string {
  const text = JSON.stringify(schema, null, 1);
  return text.length < 60 ? `<code>${safe(text)}</code>` : `<pre>${safe(text)}</pre>`;
}

function safe(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
main { max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
details { border-top: 1px solid color-mix(in srgb, currentColor 20%, transparent); padding: .5rem 0 }
summary { cursor: pointer } td { padding: .2rem 1rem .2rem 0; vertical-align: top }
pre { overflow: auto; font-size: .85rem; max-height: 24rem } dd { margin: 0 0 .5rem 1rem }
`;
