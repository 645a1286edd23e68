import { afterAll, expect, test } from "vitest";

import { useFakeGoogle } from "#local/testing/fake-google.ts";
import { newOwner, useTestDatabase } from "#local/testing/fixtures.ts";
import { connectGoogle, runRevocations } from "#local/testing/google-account.ts";
import { systemPool } from "#server/db/index.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { closeRedis } from "#server/realtime/index.ts";

import { disconnectAccount } from "./index.ts";

useTestDatabase();
const google = useFakeGoogle();
afterAll(async () => {
  await closeQueues();
  await closeRedis();
});

test("disconnected, connected and disconnected again while the first job ends: the new tokens are revoked too", async () => {
  const ctx = await newOwner();
  const { connection } = await connectGoogle(ctx, google.current);
  await disconnectAccount(ctx, { id: connection.id });
  // It found the account connected again, left it alone, and has yet to say so.
  await systemPool().client`
    update crm.jobs set status = 'running', lease_until = now() + interval '1 hour'
    where workspace_id = ${ctx.workspace.id} and kind = 'connections.revoke'`;
  await connectGoogle(ctx, google.current);
  await disconnectAccount(ctx, { id: connection.id });
  await runRevocations(ctx);
  expect(google.current.asked("/revoke")).toBe(1);
  expect(
    await systemPool().client`select 1 from crm.connection_secrets where workspace_id = ${ctx.workspace.id}`,
  ).toEqual([]);
});
