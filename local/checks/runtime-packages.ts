import { globSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { join } from "node:path";
import { z } from "zod";
import { checkout } from "#local/paths.ts";
import { report } from "#local/verify/report.ts";

// A container installs the dependencies alone: what runs there may not need a package that only development has.
const Package = z.object({ dependencies: z.record(z.string(), z.string()) });
const { dependencies } = Package.parse(JSON.parse(readFileSync(join(checkout, "package.json"), "utf8")));
const known = new Set([...Object.keys(dependencies), ...builtinModules]);
const importOf =
  /(?:^|\n)\s*(?:import|export)\s(?!type\b)[^"']*?from\s*["']([^"'.#][^"']*)["']|(?:^|\n)import\s*["']([^"'.#][^"']*)["']|\bimport\(["']([^"'.#][^"']*)["']\)/g;

const files = globSync(["{app,components,lib,server,worker}/**/*.{ts,tsx}", "drizzle/**/*.ts"], {
  cwd: checkout,
}).filter((path) => !/\.test\.tsx?$/.test(path));
const problems = files.flatMap((path) =>
  [...readFileSync(join(checkout, path), "utf8").matchAll(importOf)].flatMap(([, from, bare, dynamic]) => {
    const name = packageOf(from ?? bare ?? dynamic ?? "");
    return known.has(name) ? [] : [`${path} needs ${name}, which is not among the dependencies`];
  }),
);
report("Packages at run time", problems);

function packageOf(specifier: string): string {
  const parts = specifier.replace(/^node:/, "").split("/");
  return specifier.startsWith("@") ? parts.slice(0, 2).join("/") : (parts[0] ?? "");
}
