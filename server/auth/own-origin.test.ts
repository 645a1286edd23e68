import { beforeAll, expect, test } from "vitest";

import { testEnvironment } from "#local/testing/fixtures.ts";
import { parseEnv, setEnv } from "#server/env.ts";

import { requireOwnOrigin } from "./own-origin.ts";

beforeAll(() => {
  const services = {
    appUrl: "postgres://a",
    systemUrl: "postgres://b",
    redisUrl: "redis://c",
    redisPrefix: "t",
  };
  setEnv(parseEnv({ ...testEnvironment(services), APP_URL: "https://crm.example/start" }));
});

const own = "https://crm.example";
const isLetIn = (method: string, headers: Record<string, string>): boolean => {
  try {
    requireOwnOrigin(method, new Headers(headers));
    return true;
  } catch {
    return false;
  }
};

test.each([
  ["our page", { origin: own, "sec-fetch-site": "same-origin" }],
  ["our page in an old browser", { origin: own }],
])("a write is let in from %s", (_, headers) => {
  expect(isLetIn("POST", headers)).toBe(true);
});

test.each([
  ["another site", { origin: "https://evil.example", "sec-fetch-site": "cross-site" }],
  ["another site that says it is ours", { origin: own, "sec-fetch-site": "cross-site" }],
  ["another host of the same site", { origin: "https://www.crm.example", "sec-fetch-site": "same-site" }],
  ["ours, but of the same site only", { origin: own, "sec-fetch-site": "same-site" }],
  ["another port", { origin: `${own}:8443`, "sec-fetch-site": "same-site" }],
  ["the same host without https", { origin: "http://crm.example", "sec-fetch-site": "cross-site" }],
  ["a sandboxed frame or a file", { origin: "null", "sec-fetch-site": "cross-site" }],
  ["a name that begins like ours", { origin: `${own}.evil.example`, "sec-fetch-site": "cross-site" }],
  ["nowhere", {}],
  ["nowhere, said to be the same origin", { "sec-fetch-site": "same-origin" }],
  ["the address bar", { "sec-fetch-site": "none" }],
])("a write is refused from %s", (_, headers) => {
  expect(isLetIn("POST", headers)).toBe(false);
});

test("a read may leave out Origin only when the browser says that it comes from here", () => {
  expect(isLetIn("GET", { "sec-fetch-site": "same-origin" })).toBe(true);
  expect(isLetIn("GET", { origin: own, "sec-fetch-site": "same-origin" })).toBe(true);
  expect(isLetIn("GET", {})).toBe(false);
  expect(isLetIn("GET", { "sec-fetch-site": "none" })).toBe(false);
  expect(isLetIn("GET", { "sec-fetch-site": "cross-site" })).toBe(false);
  expect(isLetIn("GET", { origin: "https://evil.example", "sec-fetch-site": "same-origin" })).toBe(false);
});

test("the refusal names the address to open", () => {
  expect(() => requireOwnOrigin("POST", new Headers())).toThrow(`Open ${own} and try again there.`);
});
