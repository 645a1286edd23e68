import { expect, test } from "vitest";

import { AppError } from "#lib/errors.ts";

import { callGoogle } from "./access.ts";
import { GoogleError, toGoogleError } from "./errors.ts";

const answered = (status: number, data: unknown = null, headers: Record<string, string> = {}) =>
  Object.assign(new Error("Request failed with Bearer ya29.secret"), {
    config: { headers: { authorization: "Bearer ya29.secret" } },
    response: { status, headers: new Headers(headers), data },
  });
const api = (status: number, reason: string) =>
  answered(status, { error: { code: status, message: "no", errors: [{ reason, domain: "global" }] } });

test.each([
  [answered(401), "unauthorized", "forbidden"],
  [answered(400, { error: "invalid_grant" }), "invalid_grant", "forbidden"],
  [answered(400, { error: "invalid_request" }), "refused", "unsupported"],
  [answered(401, { error: "invalid_client" }), "refused", "unsupported"],
  [api(403, "insufficientPermissions"), "insufficient_scope", "forbidden"],
  [
    answered(403, {
      error: { status: "PERMISSION_DENIED", details: [{ reason: "ACCESS_TOKEN_SCOPE_INSUFFICIENT" }] },
    }),
    "insufficient_scope",
    "forbidden",
  ],
  [api(403, "rateLimitExceeded"), "rate_limited", "rate_limited"],
  [api(403, "userRateLimitExceeded"), "rate_limited", "rate_limited"],
  [api(403, "dailyLimitExceeded"), "rate_limited", "rate_limited"],
  [api(403, "quotaExceeded"), "rate_limited", "rate_limited"],
  [api(403, "accessNotConfigured"), "refused", "unsupported"],
  [answered(429), "rate_limited", "rate_limited"],
  [answered(404), "not_found", "not_found"],
  [api(410, "fullSyncRequired"), "gone", "gone"],
  [answered(500), "unavailable", "unavailable"],
  [answered(503, "<html>"), "unavailable", "unavailable"],
  [new TypeError("fetch failed"), "unavailable", "unavailable"],
  ["a string", "unavailable", "unavailable"],
])("%o becomes %s", (thrown, kind, code) => {
  expect(toGoogleError(thrown)).toMatchObject({ kind, code });
});

test("Retry-After is read as seconds and as a date, and bounded", () => {
  const after = (value: string) => toGoogleError(answered(429, null, { "retry-after": value })).retryAfterMs;
  expect(after("7")).toBe(7_000);
  const soon = after(new Date(Date.now() + 30_000).toUTCString()) ?? 0;
  expect(soon).toBeGreaterThan(25_000);
  expect(soon).toBeLessThanOrEqual(30_000);
  expect(after("99999999")).toBe(3_600_000);
  expect(after("whenever")).toBeNull();
  expect(toGoogleError(answered(429)).retryAfterMs).toBeNull();
});

test("a limit of the whole day is waited for until midnight in California", () => {
  const newer = answered(429, {
    error: {
      status: "RESOURCE_EXHAUSTED",
      details: [{ reason: "RATE_LIMIT_EXCEEDED", metadata: { quota_limit: "UnitsPerDayPerProject" } }],
    },
  });
  for (const thrown of [api(403, "dailyLimitExceeded"), api(403, "quotaExceeded"), newer]) {
    const error = toGoogleError(thrown);
    const hour = new Intl.DateTimeFormat("en-GB", { timeZone: "America/Los_Angeles", hour: "2-digit" });
    const waitMs = error.longWaitMs ?? 0;
    expect(waitMs).toBeGreaterThan(3_600_000);
    expect(waitMs).toBeLessThan(25 * 3_600_000 + 180_000);
    expect(["00", "01", "24"]).toContain(hour.format(Date.now() + waitMs));
    expect(error.message).toMatch(/for a whole day.*midnight in California/);
  }
  expect(toGoogleError(api(403, "userRateLimitExceeded")).longWaitMs).toBeNull();
  expect(toGoogleError(answered(429, null, { "retry-after": "3000" })).longWaitMs).toBe(3_000_000);
});

test("what was sent stays out of the error", () => {
  const thrown = [
    answered(500),
    Object.assign(new Error("https://x/?token=ya29.secret"), { code: "ECONNRESET" }),
  ];
  for (const error of thrown.map(toGoogleError)) {
    expect(JSON.stringify([error, error.message, error.stack, String(error.cause)])).not.toContain("ya29");
  }
});

test("a refused token is replaced once, and no other refusal is", async () => {
  const given: boolean[] = [];
  const access = {
    accessToken: ({ refresh = false } = {}) => {
      given.push(refresh);
      return Promise.resolve(refresh ? "new" : "old");
    },
  };
  const refusing = (status: number) => callGoogle(access, () => Promise.reject(answered(status)));
  expect(
    await callGoogle(access, (token) =>
      token === "old" ? Promise.reject(answered(401)) : Promise.resolve(token),
    ),
  ).toBe("new");
  expect(given).toEqual([false, true]);
  await expect(refusing(401)).rejects.toMatchObject({ kind: "unauthorized" });
  expect(given).toEqual([false, true, false, true]);
  await expect(refusing(403)).rejects.toBeInstanceOf(GoogleError);
  expect(given).toHaveLength(5);
});

test("an error of the caller's own passes as it is", async () => {
  const own = new AppError("cancelled", "Stopped.");
  const access = { accessToken: () => Promise.resolve("token") };
  await expect(callGoogle(access, () => Promise.reject(own))).rejects.toBe(own);
});
