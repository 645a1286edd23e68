import { sql } from "drizzle-orm";

import type { Tx } from "#server/db/index.ts";

import { idArray } from "./internal.ts";
import { labelsOf } from "./labels.ts";

/** Column → the table whose row it names. */
const tables = new Map([
  ["contact_id", "contacts"],
  ["company_id", "companies"],
  ["tag_id", "tags"],
]);
const people = new Set(["assignee_id", "user_id"]);

/** A row as the ledger keeps it: columns by name. */
type Image = Record<string, unknown> | null;

/**
 * Id → name of the records that the values of these rows point to: contacts, companies, tags and members that the
 * caller sees, as they are now or as the ledger remembers them. Ids of anything else are left out.
 */
export async function namesPointedAt(tx: Tx, images: readonly Image[]): Promise<Record<string, string>> {
  const values = images.flatMap((image) => Object.entries(image ?? {}));
  const pointers = values.flatMap(([column, value]) => {
    const table = tables.get(column);
    return table && typeof value === "string" ? [{ table, rowId: value }] : [];
  });
  const userIds = new Set(
    values.flatMap(([column, value]) => (people.has(column) && typeof value === "string" ? [value] : [])),
  );
  const names = await labelsOf(tx, pointers);
  if (userIds.size > 0) {
    const members = await tx.execute<{ user_id: string; name: string }>(sql`
      select p.user_id, coalesce(p.display_name, p.email) as name from crm.profiles p
      where p.user_id = any (${idArray(userIds)})`);
    for (const { user_id, name } of members) names.set(user_id, name);
  }
  return Object.fromEntries(names);
}
