import { finishGoogle, processRevoke, startGoogle } from "#server/connections/index.ts";
import type { Context } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";

import { calendarScope, type FakeGoogle, gmailScope } from "./fake-google.ts";

interface Choice {
  email?: string;
  scope?: string;
  audience?: "private" | "metadata" | "subject" | "workspace";
}

/** The whole way to Google and back, with everything allowed unless `scope` says what. */
export async function connectGoogle(
  ctx: Context,
  google: FakeGoogle,
  { email = "ada@gmail.example", scope = `${gmailScope} ${calendarScope}`, audience }: Choice = {},
) {
  const wanted = ["gmail", "calendar"] as const;
  const { url, verifier } = await startGoogle(ctx, { grants: [...wanted] });
  const code = google.allow(url, { email, scope });
  return finishGoogle(ctx, { code, verifier, wanted, audience });
}

interface AccountState extends Record<string, unknown> {
  id: string;
  account: string;
  state: string;
  scopes: string[];
  addresses: string[];
  audience: string;
}

/** The workspace's accounts as their rows are. */
export const accountsOf = (ctx: Context) => systemPool().client<AccountState[]>`
  select id, account, state, scopes, addresses, audience from crm.connections
  where workspace_id = ${ctx.workspace.id} and provider = 'google' order by id`;

/** Runs what is queued of revoking, as a worker would. */
export async function runRevocations(ctx: Context): Promise<void> {
  const jobs = await systemPool().client<{ id: string; connectionId: string }[]>`
    select id, payload ->> 'connectionId' as "connectionId" from crm.jobs
    where workspace_id = ${ctx.workspace.id} and kind = 'connections.revoke' and status = 'queued'`;
  for (const { id, connectionId } of jobs) {
    const inJob = { ...ctx, door: "batch" as const, actor: { kind: "job" as const, jobId: id } };
    await processRevoke({
      id,
      ctx: inJob,
      payload: { connectionId },
      signal: ctx.signal,
      checkpoint: () => Promise.resolve(),
      told: () => Promise.resolve(),
      turnIsOver: () => Promise.resolve(false),
    });
    await systemPool().client`update crm.jobs set status = 'done' where id = ${id}`;
  }
}

/** The operations in the workspace's ledger, oldest first. */
export async function ledgerOf({ workspace }: Context): Promise<string[]> {
  const rows = await systemPool().client<{ operation: string }[]>`
    select operation from crm.change_sets where workspace_id = ${workspace.id} and status = 'sealed' order by id`;
  return rows.map(({ operation }) => operation);
}
