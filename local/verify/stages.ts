import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { cache, checkout, nodeModules } from "#local/paths.ts";
import type { Command } from "./run-command.ts";

export interface Stage {
  readonly name: string;
  /** Run one after the other; the first failure ends the stage. */
  readonly commands: readonly Command[];
  readonly prepare?: () => void;
}

const tool = (path: string, ...args: string[]): Command => ({
  command: process.execPath,
  args: [join(nodeModules, path), ...args],
});

const sourceFolders = ["app", "components", "lib", "server", "drizzle", "worker", "local", "bench", "e2e"];

// ESLint takes its types from TypeScript 6 and is the longest: in halves it fills both cores.
const serverFolders = ["server", "worker", "drizzle"];
const eslint = (...args: string[]): Command => tool("eslint/bin/eslint.js", "--max-warnings", "0", ...args);

/** Longest first, so that two at a time end together. */
export function verifyStages(): Stage[] {
  const checks = readdirSync(join(checkout, "local/checks")).filter((name) => /(?<!\.test)\.ts$/.test(name));
  const boundaries = sourceFolders.filter((folder) => existsSync(join(checkout, folder)));
  return [
    { name: "eslint server", commands: [eslint(...serverFolders)] },
    {
      name: "eslint",
      commands: [eslint(".", ...serverFolders.flatMap((folder) => ["--ignore-pattern", `${folder}/**`]))],
    },
    {
      name: "types",
      // What an earlier build for the journeys wrote about its pages may name pages that are gone.
      prepare: () => rmSync(join(checkout, ".next-e2e/types"), { recursive: true, force: true }),
      commands: [tool("next/dist/bin/next", "typegen"), tool("typescript-native/bin/tsc", "--noEmit")],
    },
    {
      name: "boundaries",
      commands: [
        tool(
          "dependency-cruiser/bin/dependency-cruiser.mjs",
          "--config",
          ".dependency-cruiser.cjs",
          ...boundaries,
        ),
      ],
    },
    {
      name: "prettier",
      commands: [
        tool(
          "prettier/bin/prettier.cjs",
          "--check",
          ".",
          "--cache",
          `--cache-location=${join(cache, "prettier")}`,
        ),
      ],
    },
    ...checks.map((name) => ({
      name: name.replace(/\.ts$/, ""),
      commands: [{ command: process.execPath, args: [join("local/checks", name)] }],
    })),
  ];
}
