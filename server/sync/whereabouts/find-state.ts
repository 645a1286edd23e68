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

interface OwnFile extends Record<string, unknown> {
  id: string;
  label: string;
  is_kept: boolean;
  is_imported: boolean;
  failed: number;
}

const filesMax = 10;

/** The caller's files that were uploaded last. */
export async function ownFiles(tx: Tx, ctx: Context): Promise<OwnFile[]> {
  const rows = await tx.execute<OwnFile>(sql`
    select k.id, k.label, u.removed_at is null as is_kept,
      exists (select 1 from crm.sync_batches b where b.workspace_id = k.workspace_id and b.connection_id = k.id and b.status <> 'undone') as is_imported,
      (select count(*)::int from crm.raw_events r where r.workspace_id = k.workspace_id and r.connection_id = k.id and r.status = 'failed') as failed
    from crm.connections k join crm.uploads u on u.workspace_id = k.workspace_id and u.connection_id = k.id
    where k.owner_id = ${ctx.user.id} and k.provider = 'file' and not k.removed order by k.id desc limit ${filesMax}`);
  return [...rows];
}

/** Where something may still be that nothing here knows of: on its way, or where nobody looks. */
export async function findState(
  tx: Tx,
  accounts: readonly Account[],
  files: readonly OwnFile[],
): Promise<Finding[]> {
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
    ...files.flatMap(stateOfFile),
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
  return account.failed === 0 ? [] : [finding("failed", failedWords(account.failed, account.account), known)];
}

function stateOfFile({ id, label, is_imported: isImported, failed }: OwnFile): Finding[] {
  const known = { connectionId: id };
  if (!isImported) {
    const words = `${label} was uploaded, and its import is not approved: it may be in there.`;
    return [finding("waiting", words, known)];
  }
  return failed === 0 ? [] : [finding("failed", failedWords(failed, label), known)];
}

const failedWords = (count: number, place: string): string =>
  count === 1
    ? `1 message of ${place} could not be brought: it may be that one.`
    : `${String(count)} messages of ${place} could not be brought: it may be one of them.`;
