import { globSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { join } from "node:path";
import { z } from "zod";
import { checkout } from "#local/paths.ts";
import { importsOf, packageOf } from "#local/verify/imports-of.ts";
import { report } from "#local/verify/report.ts";

// A container installs the dependencies alone: what runs there may not need a package that only development has.
const Package = z.object({ dependencies: z.record(z.string(), z.string()) });
const { dependencies } = Package.parse(JSON.parse(readFileSync(join(checkout, "package.json"), "utf8")));
const known = new Set([...Object.keys(dependencies), ...builtinModules]);

const files = globSync(["{app,components,lib,server,worker}/**/*.{ts,tsx,mjs}", "drizzle/**/*.ts"], {
  cwd: checkout,
}).filter((path) => !/\.test\.tsx?$/.test(path));
const problems = files.flatMap((path) =>
  importsOf(readFileSync(join(checkout, path), "utf8"))
    .filter((specifier) => !/^[.#]/.test(specifier) && !known.has(packageOf(specifier)))
    .map((specifier) => `${path} needs ${packageOf(specifier)}, which is not among the dependencies`),
);
report("Packages at run time", problems);
