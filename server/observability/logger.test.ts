import { execFileSync } from "node:child_process";
import { resolve } from "node:path";

import { expect, test } from "vitest";

import { testEnvironment } from "#local/testing/fixtures.ts";

test("mail that an error carries in its parameters reaches no log line, also where it looks like a stack", () => {
  const script = `
    const { logger } = await import(${JSON.stringify(resolve("server/observability/index.ts"))});
    const mail = "Dear Ada,\\n   at noon the merger is announced\\n\\tat home";
    const query = new Error("Failed query: insert into t values ($1)\\nparams: " + mail);
    logger().error({ err: new Error("outer", { cause: query }) }, "failed");`;
  const services = {
    appUrl: "postgres://a:a@127.0.0.1:1/a",
    systemUrl: "postgres://b:b@127.0.0.1:1/a",
    redisUrl: "redis://127.0.0.1:1",
    redisPrefix: "none",
  };
  const line = execFileSync(process.execPath, ["--input-type=module", "-e", script], {
    env: { ...process.env, ...testEnvironment(services), LOG_LEVEL: "info" },
    encoding: "utf8",
  });
  expect(line).toContain("Failed query");
  expect(line).toContain("[eval1]");
  expect(line).not.toContain("merger");
  expect(line).not.toContain("at home");
});
