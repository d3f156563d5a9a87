import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { inRoot } from "../lib/paths.mjs";

const build = inRoot("client", "build");

/**
 * Bytes, gzipped, of what a browser fetches before the page works: the document, its styles, and every
 * module that is imported statically from it. The voice detector and its models come later.
 */
export function firstLoadBytes(): number {
  const seen = new Set<string>();
  const fetch = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    const text = readFileSync(file, "utf8");
    for (const name of references(text, file.endsWith(".html"))) {
      fetch(name.startsWith("/") ? join(build, name) : join(dirname(file), name));
    }
  };
  fetch(join(build, "index.html"));
  return [...seen].reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);
}

function references(text: string, isPage: boolean): string[] {
  const pattern = isPage
    ? /["'](\/_app\/[^"']+\.(?:js|css))["']/g
    : /(?:from|import)\s*["'](\.[^"']+\.js)["']/g;
  return [...text.matchAll(pattern)].flatMap(([, name]) => name ?? []);
}
