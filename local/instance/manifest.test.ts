import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { type Manifest, manifestPath, readManifest, removeManifest, writeManifest } from "./manifest.ts";

const stateDir = mkdtempSync(join(tmpdir(), "omnicrm-manifest-"));
const service = { url: null, standIn: false };
const manifest: Manifest = {
  url: "http://localhost:3000",
  email: "ada@omnicrm.example",
  password: "secret",
  apiKey: "ocrm_secret",
  secondUser: { email: "ben@omnicrm.example", password: "secret", apiKey: "ocrm_other" },
  services: { postgres: service, redis: service, auth: service, google: service, model: service },
};

afterAll(() => {
  rmSync(stateDir, { recursive: true });
});

test("it is read as it was written, by its owner alone, until it is removed", () => {
  writeManifest(stateDir, manifest);
  expect(readManifest(stateDir)).toEqual(manifest);
  expect(manifestPath(stateDir)).toBe(join(stateDir, "omnicrm.json"));
  expect(statSync(manifestPath(stateDir)).mode & 0o077).toBe(0);
  removeManifest(stateDir);
  expect(readManifest(stateDir)).toBeNull();
  expect(() => removeManifest(stateDir)).not.toThrow();
});

test.each(["", "{", "{}", '{"url":"http://localhost:3000"}'])(
  "what is not whole (%j) counts as no manifest",
  (text) => {
    writeFileSync(manifestPath(stateDir), text);
    expect(readManifest(stateDir)).toBeNull();
  },
);
