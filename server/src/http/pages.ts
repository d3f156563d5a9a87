import type { Readable } from "node:stream";
import type { RequestHandler } from "express";
import sirv from "sirv";

/**
 * The built client: files that never change by their hashed names, and the page itself for every other
 * path, since the client does its own routing.
 */
export function pages(folder: string): RequestHandler {
  const serve = sirv(folder, {
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
  return (request, response, next) => {
    // A file that was there at the start may be gone, as in the middle of a build. The stream's error
    // has nobody else to go to, and would end the process.
    response.once("pipe", (file: Readable) => {
      file.once("error", (error) => response.destroy(error));
    });
    serve(request, response, next);
  };
}
