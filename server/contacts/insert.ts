import { sql } from "drizzle-orm";

import { newId } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

import type { ContactRow } from "./internal.ts";

type NewContact = Pick<
  ContactRow,
  "id" | "workspaceId" | "ownerId" | "audience" | "displayName" | "primaryEmail" | "title" | "companyId"
>;

/** The contact and its addresses by one statement: each further one would be two round trips. */
export async function insertContact(tx: Tx, contact: NewContact, emails: readonly string[]): Promise<void> {
  const { id, workspaceId, ownerId, audience, displayName, primaryEmail, title, companyId } = contact;
  const insert = sql`
    insert into crm.contacts (id, workspace_id, owner_id, audience, display_name, primary_email, title, company_id)
    values (${id}, ${workspaceId}, ${ownerId}, ${audience}, ${displayName}, ${primaryEmail}, ${title}, ${companyId})`;
  if (emails.length === 0) {
    await tx.execute(insert);
    return;
  }
  const addresses = emails.map((email) => sql`(${newId()}::uuid, ${email})`);
  await tx.execute(sql`
    with made as (${insert} returning id, workspace_id, owner_id, audience)
    insert into crm.contact_identities (id, workspace_id, owner_id, audience, contact_id, kind, value)
    select e.id, m.workspace_id, m.owner_id, m.audience, m.id, 'email', e.value
    from made m cross join (values ${sql.join(addresses, sql`, `)}) e (id, value)`);
}
