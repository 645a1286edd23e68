import type { NextConfig } from "next";

const config: NextConfig = {
  distDir: process.env["NEXT_DIST_DIR"] ?? ".next",
  poweredByHeader: false,
  reactStrictMode: true,
  agentRules: false,
  // Types are checked once, by `npm run verify`.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    "pino",
    "postgres",
    "bullmq",
    "ioredis",
    "busboy",
    "prom-client",
    "swagger-ui-dist",
  ],
  turbopack: {
    rules: { "*.css": { loaders: ["@tailwindcss/turbopack"], as: "*.css" } },
  },
};

export default config;
