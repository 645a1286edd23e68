import { expect, test } from "vitest";
import { checkout } from "#local/paths.ts";
import { readInstanceSettings } from "./settings.ts";

test("without any setting everything stands in, on port 3000, with its state in .local", () => {
  const settings = readInstanceSettings({});
  expect(settings).toMatchObject({ port: 3000, url: "http://localhost:3000", distDir: ".next" });
  expect(settings.stateDir).toBe(`${checkout}/.local`);
  expect(Object.values(settings.services)).toEqual([null, null, null, null, null]);
});

test("settings that make sense only together are asked for together", () => {
  expect(() => readInstanceSettings({ DATABASE_URL: "postgres://db" })).toThrow(
    "DATABASE_URL is set, so SYSTEM_DATABASE_URL has to be set as well.",
  );
  expect(() => readInstanceSettings({ SUPABASE_URL: "https://x" })).toThrow("SUPABASE_PUBLISHABLE_KEY");
  expect(() => readInstanceSettings({ PORT: "http" })).toThrow(
    'PORT has to be a number from 1 to 65535, not "http".',
  );
});

test("what npm tells its scripts is not handed on", () => {
  const { passedOn } = readInstanceSettings({
    LOG_LEVEL: "debug",
    npm_lifecycle_event: "start",
    INIT_CWD: "/",
  });
  expect(passedOn).toEqual({ LOG_LEVEL: "debug" });
});
