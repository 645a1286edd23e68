import {
  unstable_doesMiddlewareMatch,
  unstable_getResponseFromNextConfig,
} from "next/experimental/testing/server";
import { NextRequest } from "next/server";
import { beforeEach, expect, test } from "vitest";

import { testEnvironment } from "#local/testing/fixtures.ts";
import { env, parseEnv, setEnv } from "#server/env.ts";

import nextConfig from "../../next.config.ts";
import { config, proxy } from "../../proxy.ts";

const useAddress = (address: string) => {
  const services = {
    appUrl: "postgres://a",
    systemUrl: "postgres://b",
    redisUrl: "redis://c",
    redisPrefix: "t",
  };
  setEnv(parseEnv({ ...testEnvironment(services), APP_URL: address }));
};
beforeEach(() => useAddress("http://localhost:3000"));

const isMatched = (url: string) => unstable_doesMiddlewareMatch({ config, nextConfig: {}, url });

test.each([
  "/api",
  "/api/",
  "/api/upload",
  "/api/v1/imports",
  "/api/v1/contacts/x/timeline?cursor=1",
  "/api/mcp",
  "/api/stream",
  "/_next/static/chunks/main.js",
  "/docs/api/assets/swagger-ui-bundle.js",
])("%s never passes through the proxy, which cuts bodies", (url) => {
  expect(isMatched(url)).toBe(false);
});

test.each(["/", "/sign-in", "/contacts/1", "/docs/api", "/apiary"])("%s gets its nonce", (url) => {
  expect(isMatched(url)).toBe(true);
});

const policyOf = async (headers: Record<string, string> = {}) => {
  const response = await proxy(new NextRequest("http://localhost:3000/contacts?tag=1", { headers }));
  return { response, policy: response.headers.get("content-security-policy") ?? "" };
};

test("scripts run by a nonce that is new each time, and nothing comes from elsewhere", async () => {
  const [one, other] = [await policyOf(), await policyOf()];
  expect(one.policy).toMatch(/script-src 'self' 'nonce-[\w+/=]{24}' 'strict-dynamic';/);
  expect(one.policy).not.toBe(other.policy);
  for (const directive of [
    "default-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "connect-src 'self'",
    "img-src 'self' data:",
  ]) {
    expect(one.policy).toContain(directive);
  }
  expect(one.policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|https?:|\*/);
});

test("the page learns the nonce and the path from us, never from the caller", async () => {
  const { response, policy } = await policyOf({ "x-nonce": "mine", "x-path": "//evil.example" });
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
  expect(response.headers.get("x-middleware-request-x-nonce")).toBe(nonce);
  expect(response.headers.get("x-middleware-request-x-path")).toBe("/contacts?tag=1");
  expect(response.headers.get("x-middleware-request-content-security-policy")).toBe(policy);
});

test("behind https the browser is told to stay there", async () => {
  expect((await policyOf()).response.headers.get("strict-transport-security")).toBeNull();
  useAddress("https://crm.example");
  const { response, policy } = await policyOf();
  expect(response.headers.get("strict-transport-security")).toContain("max-age=63072000");
  expect(policy).toContain("upgrade-insecure-requests");
});

test.each(["/", "/sign-in", "/api/v1/contacts", "/_next/static/x.js"])(
  "%s has the headers of everything",
  async (url) => {
    const { headers } = await unstable_getResponseFromNextConfig({
      url: `http://localhost:3000${url}`,
      nextConfig,
    });
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("strict-origin-when-cross-origin");
    expect(headers.get("permissions-policy")).toContain("camera=()");
    expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
    const isApi = url.startsWith("/api/");
    expect(headers.get("content-security-policy") ?? "").toContain(isApi ? "default-src 'none'" : "");
  },
);

test("a page may send files to Storage where that is named, and talks to nobody else", async () => {
  const SUPABASE_URL = "https://abcdefgh.supabase.co";
  setEnv({ ...env(), STORAGE_DRIVER: "supabase", SUPABASE_URL, SUPABASE_SECRET_KEY: "sb_secret_x" });
  const { policy } = await policyOf();
  expect(policy).toContain("connect-src 'self' https://abcdefgh.storage.supabase.co;");
  setEnv({ ...env(), STORAGE_DRIVER: "disk" });
  expect((await policyOf()).policy).toContain("connect-src 'self';");
});
