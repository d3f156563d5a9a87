import adapterStatic from "@sveltejs/adapter-static";
import { type Adapter } from "@sveltejs/kit";
import { sveltekit } from "@sveltejs/kit/vite";
import tailwindcss from "@tailwindcss/vite";
import { defaultClientConditions, defineConfig } from "vite";
import { voiceAssets } from "./vite/voiceAssets.ts";
import { wireSchemas } from "./vite/wireSchemas.ts";

const server = "http://127.0.0.1:3000";

/** A single page, with `.gz` and `.br` beside each script and style for the server to choose from. */
function adapter(): Adapter {
  const pages = "build";
  const inner = adapterStatic({ pages, fallback: "index.html" });
  return {
    name: inner.name,
    async adapt(builder) {
      await inner.adapt(builder);
      // Not the whole folder: brotli over the voice detector's WebAssembly would take a minute.
      await builder.compress(`${pages}/_app`);
    },
  };
}

export default defineConfig({
  plugins: [
    tailwindcss(),
    sveltekit({
      adapter: adapter(),
      csp: {
        mode: "hash",
        directives: {
          "default-src": ["self"],
          "script-src": ["self", "wasm-unsafe-eval"],
          "style-src": ["self", "unsafe-inline"],
          "img-src": ["self", "data:"],
          "connect-src": ["self", "ws:", "wss:"],
          "object-src": ["none"],
          "base-uri": ["self"],
        },
      },
    }),
    voiceAssets(),
    wireSchemas(),
  ],
  // The kit needs its own `cookie`, not the older one that the server's libraries have put higher up.
  ssr: { noExternal: ["cookie"] },
  // The runtime's WebAssembly is fetched from `/vad/`; without this a second copy would be built in.
  resolve: { conditions: ["onnxruntime-web-use-extern-wasm", ...defaultClientConditions] },
  server: {
    proxy: { "/api": server, "/socket.io": { target: server, ws: true } },
  },
  // The largest chunk is the voice detector's runtime, which is fetched at the first use of the microphone.
  build: { chunkSizeWarningLimit: 1000 },
});
