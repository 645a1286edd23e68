import { beforeAll, expect, test, vi } from "vitest";

import { testEnvironment } from "#local/testing/fixtures.ts";
import { freeQuota } from "#local/testing/free-quota.ts";
import { parseEnv, setEnv } from "#server/env.ts";

import { patientCalls } from "./patience.ts";

const access = () => ({ accessToken: () => Promise.resolve("token"), quota: freeQuota() });
beforeAll(() => {
  const services = {
    appUrl: "postgres://x/x",
    systemUrl: "postgres://x/x",
    redisUrl: "redis://x",
    redisPrefix: "x",
  };
  setEnv(parseEnv(testEnvironment(services)));
});
const refused = (status: number, reason = "", retryAfter?: string) =>
  Object.assign(new Error("refused"), {
    response: {
      status,
      headers: new Headers(retryAfter === undefined ? {} : { "retry-after": retryAfter }),
      data: { error: { code: status, errors: [{ reason }] } },
    },
  });

/** Answers what is in the list, then "done"; counts the calls. */
function answering(errors: Error[]) {
  const state = { calls: 0 };
  const send = () => {
    state.calls++;
    const error = errors.shift();
    return error ? Promise.reject(error) : Promise.resolve({ data: "done" });
  };
  return { state, send };
}
function calls(signal = new AbortController().signal, client = access()) {
  const call = patientCalls({ access: client, service: "gmail", signal });
  return (send: () => Promise<{ data: string }>) => call(20, send);
}

test.each([429, 403])("%i for haste is waited for, as long as Google says", async (status) => {
  const { state, send } = answering([
    refused(status, "rateLimitExceeded", "0"),
    refused(status, "userRateLimitExceeded", "1"),
  ]);
  const startedAt = performance.now();
  expect(await calls()(send)).toBe("done");
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(990);
  expect(state.calls).toBe(3);
});

test("one call's refusal for haste holds back the others of the client", async () => {
  const client = access();
  const held = vi.spyOn(client.quota, "hold");
  const call = calls(undefined, client);
  const hasty = answering([refused(429, "rateLimitExceeded", "1")]);
  const first = call(hasty.send);
  await vi.waitFor(() => expect(held).toHaveBeenCalled());
  const startedAt = performance.now();
  expect(await call(answering([]).send)).toBe("done");
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(900);
  await first;
});

test.each([400, 401, 403, 404, 410])("%i is not asked for again and again", async (status) => {
  const { state, send } = answering(Array.from({ length: 9 }, () => refused(status, "other")));
  await expect(calls()(send)).rejects.toMatchObject({ status });
  expect(state.calls).toBeLessThanOrEqual(2);
});

test("a wait of minutes is left to the job", async () => {
  const { state, send } = answering([refused(429, "rateLimitExceeded", "600")]);
  await expect(calls()(send)).rejects.toMatchObject({ kind: "rate_limited" });
  expect(state.calls).toBe(1);
});

test("patience with a server that is down ends", async () => {
  const { state, send } = answering(Array.from({ length: 9 }, () => refused(503, "backendError", "0")));
  await expect(calls()(send)).rejects.toMatchObject({ kind: "unavailable" });
  expect(state.calls).toBe(4);
});

test("who stops does not wait", async () => {
  const abort = new AbortController();
  const { send } = answering([refused(429, "rateLimitExceeded", "30")]);
  const call = calls(abort.signal)(send);
  setTimeout(() => abort.abort(new Error("stopping")), 20);
  await expect(call).rejects.toThrow();
});

test("each attempt is paid for, the ones that were refused too", async () => {
  const quota = freeQuota();
  const call = patientCalls({
    access: { ...access(), quota },
    service: "gmail",
    signal: new AbortController().signal,
  });
  await call(40, answering([refused(503, "backendError", "0"), refused(429, "rateLimitExceeded", "0")]).send);
  expect(quota.spent).toEqual([40, 40, 40]);
});
