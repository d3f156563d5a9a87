import { Marked } from "marked";
import type { Exporter } from "./exporter.ts";
import { factsOf } from "./facts.ts";

const safeLink = /^(?:https?:|mailto:|#)/i;

/** Nothing that a plan says becomes markup, runs, or is fetched. */
const marked = new Marked({
  gfm: true,
  // After a tag such as <kbd> its text counts as markup already; here no tag is one.
  walkTokens(token) {
    if (token.type === "text") token.escaped = false;
  },
  renderer: {
    html: ({ text }) => escapeHtml(text.replace(/<!--[\s\S]*?-->/g, "")),
    image: ({ text }) => escapeHtml(text),
    link({ href, tokens }) {
      const words = this.parser.parseInline(tokens);
      return safeLink.test(href)
        ? `<a href="${escapeHtml(href)}" rel="noreferrer">${words}</a>`
        : words;
    },
    checkbox: ({ checked }) => `<input type="checkbox" disabled${checked ? " checked" : ""}> `,
  },
});

/** A page that stands alone and prints well. */
export const html: Exporter = {
  format: "html",
  mediaType: "text/html; charset=utf-8",
  extension: "html",
  write({ plan, version }) {
    const facts = factsOf(plan, version).map(
      ([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`,
    );
    const text = marked.parse(version.content, { async: false });
    const afterTitle = text.startsWith("<h1>") ? text.indexOf("</h1>") + "</h1>".length : 0;
    return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(plan.title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${text.slice(0, afterTitle)}
<dl>${facts.join("")}</dl>
${text.slice(afterTitle)}</main>
</body>
</html>
`;
  },
};

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
main { max-width: 42rem; margin: 2rem auto; padding: 0 1rem }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; font-size: .875rem }
dd { margin: 0 } pre { overflow: auto; padding: .75rem; border: 1px solid #8884 }
table { border-collapse: collapse } th, td { border: 1px solid #8884; padding: .25rem .5rem }
li:has(> input) { list-style: none; margin-left: -1.25rem }
@media print { main { margin: 0 } h2, h3 { break-after: avoid } }
`;
