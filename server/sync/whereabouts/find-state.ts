import { sql } from "drizzle-orm";

import type { Finding } from "#lib/schemas/whereabouts.ts";
import type { Context } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

import { finding } from "./finding.ts";

interface Account extends Record<string, unknown> {
  id: string;
  account: string;
  state: "active" | "reconnect_needed" | "disconnected";
  is_followed: boolean;
  synced_at: string | null;
  failed: number;
}

interface Moving extends Record<string, unknown> {
  id: string;
  connection_id: string;
  label: string;
  done: number;
  total: number;
}

/** The caller's own accounts that mail comes from. */
export async function ownAccounts(tx: Tx, ctx: Context): Promise<Account[]> {
  const rows = await tx.execute<Account>(sql`
    select k.id, k.account, k.state, u.rule is not null as is_followed, u.synced_at,
      (select count(*)::int from crm.raw_events r where r.workspace_id = k.workspace_id and r.connection_id = k.id and r.status = 'failed') as failed
    from crm.connections k left join crm.sync_cursors u on u.workspace_id = k.workspace_id and u.connection_id = k.id and u.source = 'gmail'
    where k.owner_id = ${ctx.user.id} and k.provider <> 'file' and k.account is not null and not k.removed order by k.id`);
  return [...rows];
}

/** Where something may still be that nothing here knows of: on its way, or where nobody looks. */
export async function findState(tx: Tx, accounts: readonly Account[]): Promise<Finding[]> {
  const moving = await tx.execute<Moving>(sql`
    select b.id, b.connection_id, k.label, b.stored + b.skipped + b.failed as done, b.total
    from crm.sync_batches b join crm.connections k on k.workspace_id = b.workspace_id and k.id = b.connection_id
    where b.status in ('queued', 'running') order by b.id desc limit 5`);
  return [
    ...moving.map(({ id, connection_id: connectionId, label, done, total }) =>
      finding(
        "waiting",
        `An import of ${label} is under way, ${String(done)} of ${String(total)} done: it may be among the rest.`,
        { connectionId, batchId: id },
      ),
    ),
    ...accounts.flatMap(stateOf),
  ];
}

function stateOf(account: Account): Finding[] {
  const at = account.synced_at === null ? null : new Date(account.synced_at).toISOString();
  const known = { connectionId: account.id, at };
  if (account.state !== "active") {
    const words = `Nothing new comes from ${account.account}: it has to be connected again.`;
    return [finding("not_followed", words, known)];
  }
  if (!account.is_followed) {
    const words = `No import of ${account.account} is approved, so nothing of its mail comes in.`;
    return [finding("not_followed", words, known)];
  }
  if (account.failed === 0) return [];
  const one = account.failed === 1;
  const words = `${String(account.failed)} ${one ? "message" : "messages"} of ${account.account} could not be brought: it may be ${one ? "that one" : "one of them"}.`;
  return [finding("failed", words, known)];
}
