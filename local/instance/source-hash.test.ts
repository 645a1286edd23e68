import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { hashSources } from "./source-hash.ts";

const root = mkdtempSync(join(tmpdir(), "omnicrm-sources-"));
afterAll(() => {
  rmSync(root, { recursive: true });
});

const write = (path: string, content: string): void => {
  mkdirSync(join(root, path, ".."), { recursive: true });
  writeFileSync(join(root, path), content);
};

test("it changes with what a build depends on, and with nothing else", () => {
  write("app/page.tsx", "one");
  const first = hashSources(root);
  write("app/page.test.tsx", "tests are not built");
  write("worker/index.ts", "nor is the worker");
  write("tsconfig.json", "and this one the build changes itself");
  write("app/page.tsx", "one");
  expect(hashSources(root)).toBe(first);

  write("app/page.tsx", "two");
  const second = hashSources(root);
  expect(second).not.toBe(first);
  write("lib/new.ts", "");
  const third = hashSources(root);
  expect(third).not.toBe(second);
  rmSync(join(root, "lib/new.ts"));
  write("lib/renamed.ts", "");
  expect(hashSources(root)).not.toBe(third);
});
