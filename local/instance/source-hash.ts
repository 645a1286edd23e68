import { createHash } from "node:crypto";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

// Not tsconfig.json: the build itself adds its folders there, and takes nothing from it but how to read JSX.
const sources = [
  "app",
  "components",
  "lib",
  "server",
  "drizzle/schema",
  "public",
  "proxy.ts",
  "instrumentation.ts",
  "instrumentation-client.ts",
  "next.config.ts",
  "package.json",
  "package-lock.json",
];
const isTest = /\.test\.tsx?$/;

/** One digest over the content and the names of all that a build depends on. */
export function hashSources(root: string): string {
  const digest = createHash("sha256");
  for (const path of sources.flatMap((source) => filesBelow(root, source))) {
    const content = readFileSync(join(root, path));
    digest.update(`${path}\0${String(content.length)}\0`).update(content);
  }
  return digest.digest("hex");
}

function filesBelow(root: string, path: string): string[] {
  const status = statSync(join(root, path), { throwIfNoEntry: false });
  if (status === undefined || isTest.test(path)) return [];
  if (!status.isDirectory()) return [path];
  return readdirSync(join(root, path))
    .sort()
    .flatMap((name) => filesBelow(root, `${path}/${name}`));
}
