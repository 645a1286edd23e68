import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const checkout = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");

export const nodeModules = join(checkout, "node_modules");

/** What can be fetched or unpacked again, shared by every instance of this checkout. */
export const cache = join(checkout, ".local", "cache");
