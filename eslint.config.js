import { defineConfig, globalIgnores } from "eslint/config";
import svelte from "eslint-plugin-svelte";
import tseslint from "typescript-eslint";

const tests = ["**/*.test.ts", "server/test/**", "e2e/**"];

const environment = [
  {
    object: "process",
    property: "env",
    message: "Only server/src/config.ts reads the environment; take the value as a parameter.",
  },
];

const rawSql = [
  {
    selector: "MemberExpression[property.name=/^\\$(query|execute)Raw(Unsafe)?$/]",
    message: "Raw SQL lives in server/src/store only.",
  },
];

const unsafeRawSql = [
  {
    selector: "MemberExpression[property.name=/^\\$(query|execute)RawUnsafe$/]",
    message: "Use the tagged, parameterised form.",
  },
];

export default defineConfig(
  globalIgnores([
    "**/node_modules/",
    "**/build/",
    "**/.svelte-kit/",
    "**/generated/",
    ".cache/",
    "data/",
    "client/static/",
  ]),
  { linterOptions: { noInlineConfig: true } },

  tseslint.configs.strictTypeChecked,
  svelte.configs.recommended,
  {
    languageOptions: {
      parserOptions: { projectService: true, extraFileExtensions: [".svelte"] },
    },
    rules: {
      eqeqeq: "error",
      "max-lines": ["error", { max: 400 }],
      "no-console": "error",
      "no-restricted-properties": ["error", ...environment],
      "no-restricted-imports": [
        "error",
        {
          paths: ["process", "node:process"].map((name) => ({ name, message: "It is a global." })),
        },
      ],
      "no-restricted-syntax": ["error", ...rawSql],
      "@typescript-eslint/ban-ts-comment": ["error", { "ts-expect-error": true }],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/consistent-type-assertions": [
        "error",
        { assertionStyle: "as", objectLiteralTypeAssertions: "never" },
      ],
      // `() => socket.close()` and `return fail(error)` are plain ways to say it.
      "@typescript-eslint/no-confusing-void-expression": "off",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_", caughtErrors: "all" },
      ],
      "@typescript-eslint/no-unsafe-type-assertion": "error",
      "@typescript-eslint/no-generated-empty-object-type": "off",
      // `() => void | Promise<void>` is an honest type for a callback.
      "@typescript-eslint/no-invalid-void-type": "off",
      // Code points are what is meant where a string is spread.
      "@typescript-eslint/no-misused-spread": "off",
      // A method of a port may be asynchronous for other adapters' sake.
      "@typescript-eslint/require-await": "off",
    },
  },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    rules: { "prefer-const": "off", "svelte/prefer-const": "error" },
  },

  { files: ["server/src/config.ts"], rules: { "no-restricted-properties": "off" } },
  {
    files: ["server/src/store/**"],
    rules: { "no-restricted-syntax": ["error", ...unsafeRawSql] },
  },
  {
    files: tests,
    rules: {
      "no-restricted-properties": "off",
      "no-restricted-syntax": "off",
      "@typescript-eslint/no-empty-function": "off",
      // Tests print what they measured.
      "no-console": "off",
      // A test may hand over a method of its own double.
      "@typescript-eslint/unbound-method": "off",
    },
  },
  {
    files: ["scripts/**", "*.config.{js,ts}", "client/*.config.{js,ts}"],
    rules: { "no-console": "off", "no-restricted-properties": "off" },
  },
  // Plain JavaScript is checked by tsc through its JSDoc types.
  {
    files: ["**/*.{js,mjs,cjs}", "*.config.ts", "client/*.config.ts"],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { parserOptions: { projectService: false } },
  },
);
