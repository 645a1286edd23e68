const importPattern =
  /(?:^|\n)\s*(?:import|export)\s(?!type\b)[^"';]*?from\s*["']([^"']+)["']|(?:^|\n)\s*import\s*["']([^"']+)["']|\bimport\(["']([^"']+)["']\)/g;

/** What a module imports when it runs: all that it names but types. */
export const importsOf = (text: string): string[] =>
  [...text.matchAll(importPattern)].map(([, from, bare, dynamic]) => from ?? bare ?? dynamic ?? "");

/** The package of an import that is none of ours; of Node's own modules their name without "node:". */
export function packageOf(specifier: string): string {
  const parts = specifier.replace(/^node:/, "").split("/");
  return specifier.startsWith("@") ? parts.slice(0, 2).join("/") : (parts[0] ?? "");
}
