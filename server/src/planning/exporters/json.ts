import type { Exporter } from "./exporter.ts";

/** Everything there is of the version; an import of it makes the same plan. */
export const json: Exporter = {
  format: "json",
  mediaType: "application/json; charset=utf-8",
  extension: "json",
  write: ({ plan, version }) => `${JSON.stringify({ ...plan, version }, null, 2)}\n`,
};
