import { type ChangeSetKind, type Context, newId, openChangeSet, sealChangeSet } from "#server/core/index.ts";
import { asUser, systemPool, type Tx } from "#server/db/index.ts";

export const identityOf = (ctx: Context) => ({ userId: ctx.user.id, workspaceId: ctx.workspace.id });

/** Runs writes in a change set of their own, as the user; answers the set's id. */
export async function inChangeSet(
  ctx: Context,
  run: (tx: Tx) => Promise<unknown>,
  kind: ChangeSetKind = "edit",
): Promise<string> {
  const id = newId();
  await asUser(identityOf(ctx), async (tx) => {
    await openChangeSet(tx, ctx, { id, operation: `test.${kind}`, kind });
    await run(tx);
    await sealChangeSet(tx, true);
  });
  return id;
}

export interface StoredChangeSet {
  id: string;
  operation: string;
  kind: string;
  item_count: number;
  reverts_id: string | null;
  reverted_by_id: string | null;
}

/** The workspace's change sets in the order they were made. */
export async function changeSetsOf(ctx: Context): Promise<StoredChangeSet[]> {
  return systemPool().client<StoredChangeSet[]>`
    select id, operation, kind, item_count, reverts_id, reverted_by_id from crm.change_sets
    where workspace_id = ${ctx.workspace.id} order by sealed_at, id`;
}

export interface StoredItem {
  table_name: string;
  row_id: string | null;
  op: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  version: number | null;
  row_count: number;
}

/** Items of one set, or of the latest set of an operation. */
export async function itemsOf(ctx: Context, set: string): Promise<StoredItem[]> {
  return systemPool().client<StoredItem[]>`
    select table_name, row_id, op, before, after, version, row_count from crm.change_items
    where workspace_id = ${ctx.workspace.id} and change_set_id::text = ${set} order by seq`;
}

/** Every ledgered row of the workspace as text, by table: all columns but version, or all of them. */
export async function dumpLedgered(
  ctx: Context,
  { withVersions = false } = {},
): Promise<Record<string, string[]>> {
  const { client } = systemPool();
  const tables = await client<{ name: string }[]>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'crm' and obj_description(c.oid, 'pg_class') = 'kind: ledgered' order by 1`;
  const without = withVersions ? "" : "version";
  const dump: Record<string, string[]> = {};
  for (const { name } of tables) {
    const rows = await client<{ row: string }[]>`
      select (to_jsonb(t) - ${without})::text as row from crm.${client(name)} t
      where t.workspace_id = ${ctx.workspace.id} order by t.id`;
    dump[name] = rows.map(({ row }) => row);
  }
  return dump;
}

/** The set that the latest call made. */
export async function latestChangeSet(ctx: Context): Promise<string> {
  const set = (await changeSetsOf(ctx)).at(-1);
  if (!set) throw new Error("nothing was changed");
  return set.id;
}

/** A row as it stands, seen by the system. */
export async function rowOf(table: string, id: string): Promise<Record<string, unknown> | undefined> {
  const { client } = systemPool();
  const [row] = await client`select * from crm.${client(table)} where id = ${id}`;
  return row;
}
