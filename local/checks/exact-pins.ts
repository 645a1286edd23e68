import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { checkout } from "#local/paths.ts";
import { report } from "#local/verify/report.ts";

const Versions = z.record(z.string(), z.string()).default({});
const Package = z.object({
  dependencies: Versions,
  devDependencies: Versions,
  optionalDependencies: Versions,
});

const sections = Package.parse(JSON.parse(readFileSync(join(checkout, "package.json"), "utf8")));
const problems = Object.entries(sections).flatMap(([section, versions]) =>
  Object.entries(versions)
    .filter(([, version]) => !/^(npm:[\w@/.-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    .map(([name, version]) => `${section}: ${name} is "${version}"; name one exact version`),
);
report("package.json", problems);
