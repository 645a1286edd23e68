import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { z } from "zod";
import { checkout } from "#local/paths.ts";
import { importsOf } from "#local/verify/imports-of.ts";
import { report } from "#local/verify/report.ts";

// The image of the worker holds the folders that Dockerfile.worker copies: whatever the worker runs stands in one of them.
const copied = [
  ...readFileSync(join(checkout, "Dockerfile.worker"), "utf8").matchAll(/^COPY (?!--)(.+) \S+$/gm),
].flatMap(([, sources = ""]) => sources.split(" "));
const isCopied = (path: string) => copied.some((source) => path === source || path.startsWith(`${source}/`));
const Package = z.object({ imports: z.record(z.string(), z.string()) });
const { imports } = Package.parse(JSON.parse(readFileSync(join(checkout, "package.json"), "utf8")));

const entry = "worker/main.mjs";
const reached = new Set([entry]);
const problems: string[] = [];
// What is added on the way is walked too.
for (const path of reached) {
  if (!isCopied(path)) problems.push(`${path} is run by the worker, and Dockerfile.worker does not copy it`);
  for (const specifier of importsOf(readFileSync(join(checkout, path), "utf8"))) {
    const target = ownFile(path, specifier);
    if (target === null) continue;
    if (existsSync(join(checkout, target))) reached.add(target);
    else problems.push(`${path} imports ${specifier}, which does not exist`);
  }
}
if (reached.size < 100)
  problems.push(`only ${String(reached.size)} files are reached from ${entry}: the walk is broken`);
report("The worker's image", problems);

/** Where an import leads within the checkout; null for a package. */
function ownFile(from: string, specifier: string): string | null {
  if (specifier.startsWith(".")) return relative(checkout, join(checkout, dirname(from), specifier));
  const alias = Object.entries(imports).find(([key]) => specifier.startsWith(key.replace("*", "")));
  if (!specifier.startsWith("#") || !alias) return null;
  const [key, place] = alias;
  return join(place.replace("*", specifier.slice(key.length - 1)));
}
