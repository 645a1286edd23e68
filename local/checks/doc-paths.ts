import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { checkout } from "#local/paths.ts";
import { citedPaths } from "#local/verify/cited-paths.ts";
import { report } from "#local/verify/report.ts";

const skipped = new Set(["node_modules", "test-results", "playwright-report", "coverage"]);

function documentsBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name.startsWith(".") || skipped.has(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return documentsBelow(path);
    return entry.name.endsWith(".md") ? [path] : [];
  });
}

const topLevel = readdirSync(checkout);
const problems = documentsBelow(checkout).flatMap((document) =>
  citedPaths(readFileSync(document, "utf8"), topLevel)
    .filter((path) => ![checkout, dirname(document)].some((base) => existsSync(join(base, path))))
    .map((path) => `${relative(checkout, document)} cites ${path}, which does not exist`),
);
report("Documents", problems);
