// Loaded by --import, before anything else. Node 24 reads and copies the 179 kB package.json of drizzle-orm for each of
// its modules and each import of it: over a second of processor time, again in every process.
import { registerHooks } from "node:module";

/** @type {Map<string, import("node:module").ResolveFnOutput>} */
const resolved = new Map();

registerHooks({
  resolve(specifier, context, next) {
    if (specifier.startsWith("./") || specifier.startsWith("../")) {
      const { parentURL } = context;
      if (!parentURL?.includes("/node_modules/drizzle-orm/") || !parentURL.endsWith(".js"))
        return next(specifier, context);
      return { url: new URL(specifier, parentURL).href, format: "module", shortCircuit: true };
    }
    if (specifier !== "drizzle-orm" && !specifier.startsWith("drizzle-orm/")) return next(specifier, context);
    const known = resolved.get(specifier);
    if (known) return known;
    const found = next(specifier, context);
    if (found.format === "module") resolved.set(specifier, { ...found, shortCircuit: true });
    return found;
  },
});
