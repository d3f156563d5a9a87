import type { Readable } from "node:stream";
import { Busboy, type BusboyInstance } from "@fastify/busboy";
import type { Request } from "express";
import { Problem } from "../lib/problem.ts";

/** Of the other fields of the form nothing is wanted, and little is kept while it is read. */
const limits = { fieldSize: 1000, parts: 100 };

/**
 * The file that a request brings, as it comes in: its body, or the file in the field of this name where
 * that is a form. What nobody has taken of it when the answer is sent is passed over, so that whoever sends
 * it comes to the answer. Throws a `Problem` when the form has no such field.
 */
export function uploadedFile(request: Request, field: string): Promise<Readable> {
  const isForm = request.is("multipart/form-data");
  const form = isForm ? formOf(request, field) : null;
  request.res?.on("close", () => {
    if (form) request.unpipe(form);
    request.resume();
  });
  return form ? fileIn(form, request, field) : Promise.resolve(request);
}

/** The form is read no faster than the file in it. */
function fileIn(form: BusboyInstance, request: Request, field: string): Promise<Readable> {
  const { promise, resolve, reject } = Promise.withResolvers<Readable>();
  let file: Readable | null = null;
  const fail = (cause: Error): void => {
    const message = "The form did not arrive whole. Send it again.";
    const problem = new Problem("invalid_payload", message, { retryable: true, cause });
    request.unpipe(form).resume();
    reject(problem);
    file?.destroy(problem);
  };
  form.on("file", (_, stream) => {
    // Of several only the first.
    if (file) return void stream.resume();
    file = stream;
    stream.on("error", fail);
    resolve(stream);
  });
  form.on("finish", () => {
    reject(
      new Problem("invalid_payload", `Send the file in a field of the form called "${field}".`),
    );
  });
  form.on("error", fail);
  request.on("error", fail);
  request.pipe(form);
  return promise;
}

function formOf({ headers }: Request, field: string): BusboyInstance {
  const type = headers["content-type"] ?? "";
  const isPartAFile = (name: string | undefined): boolean => name === field;
  try {
    return new Busboy({ headers: { ...headers, "content-type": type }, limits, isPartAFile });
  } catch (cause) {
    throw new Problem("invalid_payload", "The form does not say where its parts end.", { cause });
  }
}
