import { sql } from "drizzle-orm";

import type { Context } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

import { textArray } from "./rows.ts";

/** Messages of this owner that are stored already, from wherever they came. */
export async function knownKeys(tx: Tx, ctx: Context, keys: readonly string[]): Promise<string[]> {
  const rows = await tx.execute<{ message_key: string }>(sql`
    select message_key from crm.interactions where owner_id = ${ctx.user.id} and message_key = any(${textArray(keys)})`);
  return rows.map((row) => row.message_key);
}

export async function knownAddresses(tx: Tx, addresses: readonly string[]): Promise<Set<string>> {
  const rows = await tx.execute<{ value: string }>(sql`
    select value from crm.contact_identities
    where kind = 'email' and deleted_at is null and value = any(${textArray(addresses)})`);
  return new Set(rows.map((row) => row.value));
}

export async function knownDomains(tx: Tx, domains: readonly string[]): Promise<Set<string>> {
  const rows = await tx.execute<{ domain: string }>(sql`
    select domain from crm.companies where deleted_at is null and domain = any(${textArray(domains)})`);
  return new Set(rows.map((row) => row.domain));
}
