import { sql } from "drizzle-orm";

import type { ignoredAddresses } from "#drizzle/schema/ignored.ts";
import type { Ignored } from "#lib/schemas/ignored.ts";
import { newId, type OperationContext, toIso } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

type IgnoredRow = typeof ignoredAddresses.$inferSelect;

export const toIgnored = ({ id, value, createdAt }: IgnoredRow): Ignored => ({
  id,
  value,
  createdAt: toIso(createdAt),
});

/** Puts these on the list; what stands there already stays as it is. */
export async function ignore(tx: Tx, ctx: OperationContext, values: readonly string[]): Promise<void> {
  const rows = JSON.stringify([...new Set(values)].map((value) => ({ id: newId(), value })));
  await tx.execute(sql`
    insert into crm.ignored_addresses (id, workspace_id, value)
    select r.id, ${ctx.workspace.id}, r.value from jsonb_to_recordset(${rows}::jsonb) as r(id uuid, value text)
    on conflict do nothing`);
}

/** Takes these addresses off the list again, but no domain. */
export async function stopIgnoring(tx: Tx, values: readonly string[]): Promise<void> {
  if (values.length === 0) return;
  await tx.execute(sql`
    delete from crm.ignored_addresses
    where value = any(array(select jsonb_array_elements_text(${JSON.stringify(values)}::jsonb)))`);
}

/** Those of these addresses that the workspace ignores, by themselves or with their domain. */
export async function ignoredOf(tx: Tx, addresses: readonly string[]): Promise<Set<string>> {
  if (addresses.length === 0) return new Set();
  const values = [...new Set(addresses.flatMap(namesOf))];
  const rows = await tx.execute<{ value: string }>(sql`
    select value from crm.ignored_addresses
    where value = any(array(select jsonb_array_elements_text(${JSON.stringify(values)}::jsonb)))`);
  const listed = new Set(rows.map((row) => row.value));
  if (listed.size === 0) return new Set();
  return new Set(addresses.filter((address) => namesOf(address).some((name) => listed.has(name))));
}

/** The address, its host and every domain above. */
function namesOf(address: string): string[] {
  const labels = address.slice(address.lastIndexOf("@") + 1).split(".");
  return [address, ...labels.map((_, index) => labels.slice(index).join("."))];
}
