import { readFileSync } from "node:fs";
import { join } from "node:path";
import { completeLock } from "#local/lock/complete.ts";
import { checkout } from "#local/paths.ts";
import { report } from "#local/verify/report.ts";

const text = readFileSync(join(checkout, "package-lock.json"), "utf8");
const problems = completeLock(text).added.map(
  (place) => `${place} is missing for other platforms; run: node local/complete-lock.ts`,
);
if (/"resolved":/.test(text)) {
  problems.push(
    "it names addresses; .npmrc keeps them out (omit-lockfile-registry-resolved), run: npm install",
  );
}
report("package-lock.json", problems);
