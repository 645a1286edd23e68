import { afterAll, expect, test } from "vitest";

import { newOwner, useTestDatabase } from "#local/testing/fixtures.ts";
import { useGoogleStandIn } from "#local/testing/google-stand-in.ts";
import { importAccount, lettersTo } from "#local/testing/google-sync.ts";
import { until } from "#local/testing/until.ts";
import { systemPool } from "#server/db/index.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { closeRedis } from "#server/realtime/index.ts";

import { syncConnection } from "../index.ts";

useTestDatabase();
const google = useGoogleStandIn();
afterAll(async () => {
  await closeQueues();
  await closeRedis();
});

test("asking for a sync while a step of one is written waits for it: neither is refused for the other", async () => {
  const owner = await newOwner();
  const account = await google.connect(owner);
  await account.deliver(lettersTo(account.email, 1));
  await importAccount(owner, account);
  const { jobId } = await syncConnection(owner, { id: account.connectionId });
  const { client } = systemPool();
  const isWaiting = async () => {
    const [waiting] = await client`select 1 from pg_locks where not granted`;
    return waiting !== undefined;
  };
  let asked: Promise<{ jobId: string }> | null = null;
  // As a step does: first the job, by which the claim is held, then where the account stands.
  await client.begin(async (tx) => {
    await tx`update crm.jobs set progress_done = 1 where id = ${jobId}`;
    asked = syncConnection(owner, { id: account.connectionId });
    asked.catch(() => undefined);
    await until("the second one to wait", isWaiting, 5_000);
    await tx`update crm.sync_cursors set checked_at = now() where connection_id = ${account.connectionId}`;
  });
  expect(await asked).toEqual({ jobId });
});
