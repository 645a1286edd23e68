import { defineConfig } from "drizzle-kit";

// Only `generate` is used: drizzle/migrate.ts applies what it writes.
export default defineConfig({
  dialect: "postgresql",
  schema: "./drizzle/schema/*.ts",
  out: "./drizzle/migrations",
  schemaFilter: ["crm"],
});
