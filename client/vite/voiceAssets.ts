import { createReadStream, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, extname, join } from "node:path";
import type { Plugin } from "vite";

const require = createRequire(import.meta.url);
const detector = dirname(require.resolve("@ricky0123/vad-web"));
const runtime = dirname(require.resolve("onnxruntime-web"));

/** What the voice detector fetches while it starts, by the name under which it asks for it. */
const files = new Map([
  ["silero_vad_v5.onnx", detector],
  ["ort-wasm-simd-threaded.mjs", runtime],
  ["ort-wasm-simd-threaded.wasm", runtime],
]);

const contentTypes = new Map([
  [".mjs", "text/javascript"],
  [".wasm", "application/wasm"],
]);

/** Serves the voice detector's model and WebAssembly from our own origin, under `/vad/`. */
export function voiceAssets(): Plugin {
  return {
    name: "voice-assets",
    configureServer(server) {
      server.middlewares.use("/vad", (request, response, next) => {
        const name = (request.url ?? "").slice(1).replace(/\?.*$/, "");
        const folder = files.get(name);
        if (folder === undefined) {
          next();
          return;
        }
        const type = contentTypes.get(extname(name)) ?? "application/octet-stream";
        response.setHeader("content-type", type);
        createReadStream(join(folder, name)).pipe(response);
      });
    },
    generateBundle() {
      if (this.environment.name !== "client") return;
      for (const [name, folder] of files) {
        const source = readFileSync(join(folder, name));
        this.emitFile({ type: "asset", fileName: `vad/${name}`, source });
      }
    },
  };
}
