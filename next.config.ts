import type { NextConfig } from "next";

const everywhere = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "X-Frame-Options": "DENY",
};

// Pages have theirs, with a nonce, from proxy.ts. What /api answers is never to be run or framed.
const api = { "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox" };

const headerList = (headers: Record<string, string>) =>
  Object.entries(headers).map(([key, value]) => ({ key, value }));

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
  // Files that no import names, for hosts that pack only what is imported.
  outputFileTracingIncludes: {
    "/docs/api/assets/[file]": ["./node_modules/swagger-ui-dist/swagger-ui{.css,-bundle.js}"],
  },
  headers: () =>
    Promise.resolve([
      { source: "/:path*", headers: headerList(everywhere) },
      { source: "/api/:path*", headers: headerList(api) },
    ]),
  turbopack: {
    rules: { "*.css": { loaders: ["@tailwindcss/turbopack"], as: "*.css" } },
  },
};

export default config;
