import type { RequestHandler } from "express";
import sirv from "sirv";

/**
 * The built client: files that never change by their hashed names, and the page itself for every other
 * path, since the client does its own routing.
 */
export function pages(folder: string): RequestHandler {
  return sirv(folder, {
    single: true,
    etag: true,
    gzip: true,
    brotli: true,
    setHeaders(response, path) {
      const isHashed = path.startsWith("/_app/immutable/");
      const keep = isHashed ? "public, max-age=31536000, immutable" : "no-cache";
      response.setHeader("Cache-Control", keep);
    },
  });
}
