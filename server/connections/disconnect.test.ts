import { afterAll, expect, test } from "vitest";

import { useFakeGoogle } from "#local/testing/fake-google.ts";
import { newOwner, useTestDatabase } from "#local/testing/fixtures.ts";
import { accountsOf, connectGoogle, runRevocations } from "#local/testing/google-account.ts";
import { runJobsOf } from "#local/testing/imports.ts";
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

test("an account that two workspaces have: ended in one, the other is told to connect it again, once", async () => {
  const [one, other, bystander] = [await newOwner(), await newOwner(), await newOwner()];
  const { connection } = await connectGoogle(one, google.current);
  const first = new Set(google.current.live);
  await connectGoogle(other, google.current);
  await connectGoogle(bystander, google.current, { email: "bea@gmail.example" });
  // Google ends the grant of the account, whichever of its tokens is named.
  const { live } = google.current;
  const [, ofOther] = [...live];
  await disconnectAccount(one, { id: connection.id });
  expect(first.size).toBe(1);
  live.delete(ofOther ?? "");
  await runRevocations(one);
  await runRevocations(one);
  expect(await accountsOf(other)).toMatchObject([{ state: "active" }]);
  await runJobsOf(other);
  await runJobsOf(bystander);
  expect(await accountsOf(other)).toMatchObject([{ state: "reconnect_needed" }]);
  expect(await accountsOf(bystander)).toMatchObject([{ state: "active" }]);
  const jobs = () => systemPool().client`
    select status, result from crm.jobs where kind = 'connections.check' and workspace_id = any(${[other.workspace.id, bystander.workspace.id]})`;
  expect(await jobs()).toMatchObject([{ status: "done", result: { stands: false } }]);

  // Connected again it works again; another end of the first changes nothing for a grant that stands.
  await connectGoogle(other, google.current);
  await connectGoogle(one, google.current);
  await disconnectAccount(one, { id: connection.id });
  await runRevocations(one);
  await runJobsOf(other);
  expect(await accountsOf(other)).toMatchObject([{ state: "active" }]);
});
