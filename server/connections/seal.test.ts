import { randomBytes } from "node:crypto";

import { beforeEach, expect, test } from "vitest";

import { testEnvironment } from "#local/testing/fixtures.ts";
import { parseEnv, setEnv } from "#server/env.ts";

import { seal, unseal } from "./seal.ts";
import { openText, sealText } from "./sealed-text.ts";

const settings = (more: Record<string, string> = {}) => {
  const services = {
    appUrl: "postgres://a",
    systemUrl: "postgres://b",
    redisUrl: "redis://c",
    redisPrefix: "t",
  };
  return parseEnv({ ...testEnvironment(services), ...more });
};
const newKey = (id: string) => `${id}:${randomBytes(32).toString("base64")}`;

beforeEach(() => setEnv(settings()));

const owner = ["workspace", "user", "google"];

test("what is sealed opens for its owner alone, and never twice looks the same", () => {
  const sealed = seal("1//refresh", owner);
  expect(unseal(sealed, owner)).toBe("1//refresh");
  expect(Buffer.from(sealed.bytes).toString("latin1")).not.toContain("refresh");
  expect(seal("1//refresh", owner).bytes).not.toEqual(sealed.bytes);
  for (const other of [
    ["other", "user", "google"],
    ["workspace", "other", "google"],
    ["workspace", "user"],
  ]) {
    expect(unseal(sealed, other)).toBeNull();
  }
  // The words are told apart, not run together.
  expect(unseal(seal("x", ["ab", "c"]), ["a", "bc"])).toBeNull();
});

test("a changed byte, a cut and another key's name do not open", () => {
  const sealed = seal("1//refresh", owner);
  for (const at of [0, 14, sealed.bytes.length - 1]) {
    const bytes = Uint8Array.from(sealed.bytes);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    expect(unseal({ ...sealed, bytes }, owner)).toBeNull();
  }
  expect(unseal({ ...sealed, bytes: sealed.bytes.subarray(0, 20) }, owner)).toBeNull();
  expect(unseal({ ...sealed, keyId: "none" }, owner)).toBeNull();
});

test("a new key takes over while the older ones still open, until they leave the ring", () => {
  const derived = seal("a", owner);
  const [first, second] = [newKey("2026-01"), newKey("2026-06")];
  setEnv(settings({ TOKEN_KEYS: first }));
  const byFirst = seal("b", owner);
  expect([derived.keyId.slice(0, 4), byFirst.keyId]).toEqual(["app-", "2026-01"]);
  expect(unseal(derived, owner)).toBe("a");

  setEnv(settings({ TOKEN_KEYS: `${second}, ${first}` }));
  expect(seal("c", owner).keyId).toBe("2026-06");
  expect(unseal(byFirst, owner)).toBe("b");

  setEnv(settings({ TOKEN_KEYS: second }));
  expect(unseal(byFirst, owner)).toBeNull();
  setEnv(settings({ APP_SECRET: "another secret of more than 32 characters" }));
  expect(unseal(derived, owner)).toBeNull();
});

test.each(["nokey", "id:short", `${newKey("a")},${newKey("a")}`])("a ring like %j is refused", (ring) => {
  expect(() => settings({ TOKEN_KEYS: ring })).toThrow("TOKEN_KEYS");
});

test("a cookie's text opens for its purpose alone", () => {
  const text = sealText('{"state":"x"}', "connect");
  expect(openText(text, "connect")).toBe('{"state":"x"}');
  expect(openText(text, "sign-in")).toBeNull();
  for (const wrong of ["", ".", "app-1.", text.slice(0, -2), "x".repeat(200)]) {
    expect(openText(wrong, "connect")).toBeNull();
  }
});
