import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { checkout } from "#local/paths.ts";
import { report } from "#local/verify/report.ts";

/** The oldest versions without holes that are known and would reach us; raise one with each advisory. */
const floors: Readonly<Record<string, string>> = {
  next: "16.3.8",
  "drizzle-orm": "0.45.2",
  nodemailer: "9.0.1",
  dompurify: "3.4.13",
  "sanitize-html": "2.17.7",
  "better-auth": "1.6.11",
};

const Lock = z.object({ packages: z.record(z.string(), z.object({ version: z.string().optional() })) });

const { packages } = Lock.parse(JSON.parse(readFileSync(join(checkout, "package-lock.json"), "utf8")));
const problems = Object.entries(packages).flatMap(([path, { version }]) => {
  const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
  const floor = floors[name];
  return floor !== undefined && version !== undefined && isBelow(version, floor)
    ? [`${path} is ${version}; ${floor} is the oldest that is safe`]
    : [];
});
report("Known holes", problems);

function isBelow(version: string, floor: string): boolean {
  const [own, least] = [version, floor].map((text) => text.split(/[.-]/).map(Number));
  for (let index = 0; index < 3; index += 1) {
    const difference = (own?.[index] ?? 0) - (least?.[index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  // A pre-release of the floor came before it.
  return version.includes("-");
}
