import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { v8Flags } from "./scripts/lib/become.mjs";

const properties = fileURLToPath(new URL("scripts/lib/properties.ts", import.meta.url));

// These start databases and server processes; everything else beside the source is a unit test.
const integration = [
  "server/test/**/*.test.ts",
  "server/src/store/**/*.test.ts",
  "server/src/**/*.db.test.ts",
];

// What a test waits for takes as long as it takes on a machine that does other things, too.
const expectations = { poll: { timeout: 20_000 } };

// Groups run one after the other, so that slow tests do not compete with each other for the cores.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["{protocol,server}/src/**/*.test.ts", "scripts/**/*.test.ts"],
          exclude: integration,
          setupFiles: [properties],
          sequence: { groupOrder: 0 },
          maxWorkers: 2,
        },
      },
      {
        extends: "./client/vite.config.ts",
        root: "./client",
        test: {
          name: "client",
          include: ["src/**/*.test.ts"],
          setupFiles: [properties],
          sequence: { groupOrder: 0 },
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: "integration",
          include: integration,
          execArgv: v8Flags,
          expect: expectations,
          testTimeout: 30_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: "browser",
          include: ["e2e/**/*.test.ts"],
          execArgv: v8Flags,
          globalSetup: ["./scripts/lib/chromiumForTests.ts"],
          expect: expectations,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 2 },
          fileParallelism: false,
        },
      },
    ],
  },
});
