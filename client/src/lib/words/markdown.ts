import createDomPurify from "dompurify";
import { Marked } from "marked";

const marked = new Marked({
  gfm: true,
  renderer: {
    code({ text, lang = "", escaped }) {
      const language = /^[\w+#-]+/.exec(lang)?.[0].toLowerCase() ?? "";
      const named = language === "" ? "" : ` data-language="${language}"`;
      return `<pre><code${named}>${escaped ? text : escape(text)}\n</code></pre>\n`;
    },
    // Nothing is fetched because a plan names it.
    image: ({ text }) => `<span>${escape(text)}</span>`,
    checkbox: ({ checked }) =>
      `<input type="checkbox" disabled ${checked ? "checked" : ""} aria-label="${checked ? "Done" : "To do"}"> `,
  },
});

const purify = createDomPurify(window);
purify.addHook("afterSanitizeAttributes", (node) => {
  if (node.tagName === "A") {
    node.setAttribute("rel", "noopener noreferrer nofollow");
    node.setAttribute("target", "_blank");
  }
  if (node.tagName === "INPUT" && node.getAttribute("type") !== "checkbox") node.remove();
});

/** Markdown as elements that are safe to show: no scripts, styles or pictures, links by web or mail only. */
export function renderMarkdown(markdown: string): DocumentFragment {
  return purify.sanitize(marked.parse(markdown, { async: false }), {
    RETURN_DOM_FRAGMENT: true,
    ALLOWED_TAGS: [
      ...["h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "blockquote", "pre", "code"],
      ...["strong", "em", "del", "a", "ul", "ol", "li", "input", "span"],
      ...["table", "thead", "tbody", "tr", "th", "td"],
    ],
    ALLOWED_ATTR: ["href", "title", "type", "checked", "disabled", "aria-label", "start", "align"],
    // Every attribute has to pass: either it names one of these schemes or it names none.
    ALLOWED_URI_REGEXP: /^(?:(?:https?|mailto):|[^a-z]|[a-z+.-]+(?:[^a-z+.:-]|$))/i,
  });
}

function escape(text: string): string {
  const entities: Record<string, string> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
  };
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? "");
}
