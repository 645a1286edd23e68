import { expect, test } from "vitest";

import { testEnvironment } from "#local/testing/fixtures.ts";
import { parseEnv, setEnv } from "#server/env.ts";

import { handleMetrics } from "./metrics.ts";

const token = "a token of the monitoring";
const useToken = (METRICS_TOKEN?: string) => {
  const services = {
    appUrl: "postgres://a",
    systemUrl: "postgres://b",
    redisUrl: "redis://c",
    redisPrefix: "t",
  };
  setEnv(parseEnv({ ...testEnvironment(services), ...(METRICS_TOKEN ? { METRICS_TOKEN } : {}) }));
};
const ask = async (authorization?: string) =>
  handleMetrics(
    new Request("http://localhost/api/metrics", { headers: authorization ? { authorization } : {} }),
  );

test("without a token in the settings the metrics are open", async () => {
  useToken();
  const response = await ask();
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toContain("text/plain");
  expect(await response.text()).toContain("omnicrm_operation_seconds");
});

test("with one they are for who sends it", async () => {
  useToken(token);
  expect((await ask(`Bearer ${token}`)).status).toBe(200);
  for (const wrong of [undefined, token, "Bearer ", `Bearer ${token}x`, `Bearer ${token.slice(1)}`]) {
    expect((await ask(wrong)).status, wrong).toBe(401);
  }
});
