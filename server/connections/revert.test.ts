import { afterAll, expect, test } from "vitest";

import { useFakeGoogle } from "#local/testing/fake-google.ts";
import { newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { accountsOf, connectGoogle, runRevocations } from "#local/testing/google-account.ts";
import type { Context } from "#server/core/index.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { runOperation } from "#server/registry/index.ts";
import { closeRedis } from "#server/realtime/index.ts";

import { disconnectAccount } from "./index.ts";

useTestDatabase();
const google = useFakeGoogle();
afterAll(async () => {
  await closeQueues();
  await closeRedis();
});

async function takeBack(ctx: Context, operation: string): Promise<unknown> {
  const { items } = (await runOperation(through(ctx, "rest"), "changeSets.list", {})) as {
    items: { id: string; operation: string }[];
  };
  const set = items.find((one) => one.operation === operation);
  return runOperation(ctx, "changeSets.revert", { id: set?.id, onConflict: "overwrite" });
}

test("an account is not connected or disconnected by taking a change back: tokens do not come and go with it", async () => {
  const ctx = await newOwner();
  const { connection } = await connectGoogle(ctx, google.current, { email: "ada@gmail.example" });
  await expect(takeBack(ctx, "connections.connect")).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("Settings, Google"),
  });
  await disconnectAccount(ctx, { id: connection.id });
  await runRevocations(ctx);
  await expect(takeBack(ctx, "connections.disconnect")).rejects.toMatchObject({ code: "conflict" });
  expect(await accountsOf(ctx)).toMatchObject([{ state: "disconnected" }]);
});
