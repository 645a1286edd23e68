import { expect, test } from "vitest";
import { completeLock } from "./complete.ts";

const lockOf = (packages: Record<string, unknown>): string =>
  JSON.stringify({ name: "a", version: "1.0.0", lockfileVersion: 3, requires: true, packages });

const packagesOf = (text: string) =>
  (JSON.parse(text) as { packages: Record<string, Record<string, unknown>> }).packages;

test("packages of other platforms are added as their names say, and nothing else changes", () => {
  const tool = {
    version: "2.0.0",
    dev: true,
    integrity: "sha512-x",
    optionalDependencies: {
      "@tool/linux-x64": "2.0.0",
      "@tool/darwin-arm64": "2.0.0",
      "@tool/linux-x64-musl": "2.0.0",
    },
  };
  const text = lockOf({
    "": {},
    "node_modules/tool": tool,
    "node_modules/@tool/linux-x64": { version: "2.0.0" },
  });
  const { text: completed, added } = completeLock(text);
  expect(added).toEqual(["node_modules/@tool/darwin-arm64", "node_modules/@tool/linux-x64-musl"]);
  const packages = packagesOf(completed);
  expect(packages["node_modules/tool"]).toEqual(tool);
  expect(packages["node_modules/@tool/darwin-arm64"]).toEqual({
    version: "2.0.0",
    cpu: ["arm64"],
    dev: true,
    optional: true,
    os: ["darwin"],
  });
  expect(packages["node_modules/@tool/linux-x64-musl"]).toMatchObject({ libc: ["musl"], os: ["linux"] });
  expect(completeLock(completed)).toEqual({ text: completed, added: [] });
});

test("two versions of one tool each get their own", () => {
  const optionalDependencies = (version: string) => ({ "@tool/darwin-x64": version });
  const { added } = completeLock(
    lockOf({
      "node_modules/tool": { version: "1.0.0", optionalDependencies: optionalDependencies("1.0.0") },
      "node_modules/@tool/darwin-x64": { version: "1.0.0" },
      "node_modules/b/node_modules/tool": {
        version: "2.0.0",
        optionalDependencies: optionalDependencies("2.0.0"),
      },
    }),
  );
  expect(added).toEqual(["node_modules/b/node_modules/tool/node_modules/@tool/darwin-x64"]);
});

test("optional packages that name no platform are left to npm", () => {
  const entry = { version: "1.0.0", optionalDependencies: { colours: "^1.0.0" } };
  expect(completeLock(lockOf({ "node_modules/a": entry })).added).toEqual([]);
});
