import { sql } from "drizzle-orm";

import { AppError } from "#lib/errors.ts";
import type { Tx } from "#server/db/index.ts";

/**
 * Throws conflict, with that contact's name, where another one that the caller sees has one of these addresses. The
 * database keeps it among contacts of one audience; a contact that an import made for its owner alone is of another.
 */
export async function requireFreeAddresses(
  tx: Tx,
  contactId: string,
  emails: readonly string[],
): Promise<void> {
  if (emails.length === 0) return;
  const values = sql.join(
    emails.map((email) => sql`${email}`),
    sql`, `,
  );
  const [other] = await tx.execute<{ name: string }>(sql`
    select c.display_name as name from crm.contact_identities i
      join crm.contacts c on c.workspace_id = i.workspace_id and c.id = i.contact_id
    where i.kind = 'email' and i.value in (${values}) and i.contact_id <> ${contactId} and i.deleted_at is null
      and not exists (select 1 from crm.contact_identities o where o.workspace_id = i.workspace_id
        and o.contact_id = ${contactId} and o.kind = i.kind and o.value = i.value and o.deleted_at is null)
    limit 1`);
  if (!other) return;
  throw new AppError(
    "conflict",
    `Another contact already has this address: ${other.name}. Open that contact, or use a different address.`,
  );
}
