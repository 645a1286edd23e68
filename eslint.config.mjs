import { defineConfig, globalIgnores } from "eslint/config";
import next from "eslint-config-next";
import tseslint from "typescript-eslint";

export default defineConfig([
  globalIgnores([
    ".next/**",
    ".next-*/**",
    ".local/**",
    "node_modules/**",
    "next-env.d.ts",
    "drizzle/migrations/**",
  ]),
  ...next.map((config) => ({ ...config, files: ["app/**/*.{ts,tsx}", "components/**/*.{ts,tsx}"] })),
  ...tseslint.configs.strict,
  {
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-import-type-side-effects": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
      "@typescript-eslint/no-invalid-void-type": "off",
      "@next/next/no-html-link-for-pages": "off",
      eqeqeq: "error",
      "no-console": "error",
      "no-restricted-properties": [
        "error",
        { object: "process", property: "env", message: "server/env.ts is the only reader of process.env." },
      ],
      "no-restricted-imports": [
        "error",
        {
          paths: [
            { name: "googleapis", message: "Import googleapis/build/src/apis/<api>, in server/google." },
          ],
        },
      ],
    },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
  },
  {
    files: ["**/*.{mjs,cjs}"],
    ...tseslint.configs.disableTypeChecked,
    rules: {
      ...tseslint.configs.disableTypeChecked.rules,
      "no-restricted-properties": "off",
      "no-console": "off",
    },
    languageOptions: { parserOptions: { projectService: false } },
  },
  {
    files: [
      "server/env.ts",
      "next.config.ts",
      "instrumentation.ts",
      "local/**",
      "bench/**",
      "e2e/**",
      "vitest.config.ts",
      "drizzle/migrate.ts",
      "drizzle/set-up.ts",
      "playwright.config.ts",
    ],
    rules: { "no-restricted-properties": "off", "no-console": "off" },
  },
  { files: ["**/*.test.ts", "local/testing/**"], rules: { "no-restricted-properties": "off" } },
]);
