import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { NextConfig } from "next";

const everywhere = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
};

// Mail is shown in a frame of the app's own page, under a policy that server/api/mail.ts gives it.
const butMail = "/((?!api/mail/).*)";
const unframed = { "X-Frame-Options": "DENY" };

// Pages have theirs, with a nonce, from proxy.ts. What /api answers is never to be run or framed.
const api = { "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox" };

const headerList = (headers: Record<string, string>) =>
  Object.entries(headers).map(([key, value]) => ({ key, value }));

const compileHint = "//# allFunctionsCalledOnLoad\n";

/**
 * Has V8 compile the scripts of pages as they come, on a thread beside the page, where it would compile each function
 * as it is called and keep the page from answering (its "explicit compile hints"; other engines read a comment).
 */
async function compileAhead(distDir: string): Promise<void> {
  const folder = join(distDir, "static", "chunks");
  const scripts = (await readdir(folder)).filter((name) => name.endsWith(".js"));
  await Promise.all(
    scripts.map(async (name) => {
      const script = join(folder, name);
      const source = await readFile(script, "utf8");
      if (!source.startsWith(compileHint)) await writeFile(script, compileHint + source);
    }),
  );
}

const config: NextConfig = {
  distDir: process.env["NEXT_DIST_DIR"] ?? ".next",
  poweredByHeader: false,
  reactStrictMode: true,
  agentRules: false,
  // The development server would print passwords and codes.
  logging: { serverFunctions: false, incomingRequests: { ignore: [/\/callback\?/] } },
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
    // Large, and the same in each of the three bundles that would hold them.
    "gpt-tokenizer",
    "googleapis",
  ],
  // On the server names that can be read, in place of maps: they took two thirds of a build and 80 MB.
  experimental: { turbopackSourceMaps: false, turbopackMinify: { server: false } },
  // Files that no import names, for hosts that pack only what is imported.
  outputFileTracingIncludes: {
    "/docs/api/assets/[file]": ["./node_modules/swagger-ui-dist/swagger-ui{.css,-bundle.js}"],
  },
  compiler: { runAfterProductionCompile: ({ distDir }) => compileAhead(distDir) },
  // Asked for by browsers of documents that name no icon, as the frame of a mail.
  rewrites: () => Promise.resolve([{ source: "/favicon.ico", destination: "/icon.svg" }]),
  headers: () =>
    Promise.resolve([
      { source: "/:path*", headers: headerList(everywhere) },
      { source: butMail, headers: headerList(unframed) },
      { source: "/api/:path((?!mail/).*)", headers: headerList(api) },
    ]),
  turbopack: {
    rules: { "*.css": { loaders: ["@tailwindcss/turbopack"], as: "*.css" } },
  },
};

export default config;
