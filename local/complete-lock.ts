import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { completeLock } from "./lock/complete.ts";
import { checkout } from "./paths.ts";

// Run it whenever `npm install` has changed the lock: node local/complete-lock.ts
const path = join(checkout, "package-lock.json");
const { text, added } = completeLock(readFileSync(path, "utf8"));
if (added.length > 0) writeFileSync(path, text);
process.stdout.write(`${String(added.length)} packages of other platforms added to package-lock.json\n`);
for (const place of added) process.stdout.write(`  ${place}\n`);
