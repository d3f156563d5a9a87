import hljs from "highlight.js/lib/core";
import bash from "highlight.js/lib/languages/bash";
import css from "highlight.js/lib/languages/css";
import go from "highlight.js/lib/languages/go";
import java from "highlight.js/lib/languages/java";
import javascript from "highlight.js/lib/languages/javascript";
import json from "highlight.js/lib/languages/json";
import python from "highlight.js/lib/languages/python";
import sql from "highlight.js/lib/languages/sql";
import typescript from "highlight.js/lib/languages/typescript";
import xml from "highlight.js/lib/languages/xml";
import yaml from "highlight.js/lib/languages/yaml";

const languages = { bash, css, go, java, javascript, json, python, sql, typescript, xml, yaml };
for (const [name, language] of Object.entries(languages)) hljs.registerLanguage(name, language);

/** Colours the code in an element by the language that it names; one that is not known stays as it is. */
export function highlightCode(code: HTMLElement): void {
  const language = code.dataset.language ?? "";
  if (!hljs.getLanguage(language)) return;
  // What it gives back is escaped: the text of the code and `span`s around parts of it.
  code.innerHTML = hljs.highlight(code.textContent, { language, ignoreIllegals: true }).value;
}
