import { sql } from "drizzle-orm";

import type { Contact } from "#lib/schemas/contacts.ts";
import { newId, toIso } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

import type { ContactRow } from "./internal.ts";

type NewContact = Pick<
  ContactRow,
  "id" | "workspaceId" | "ownerId" | "audience" | "displayName" | "primaryEmail" | "title" | "companyId"
>;

interface Made extends Record<string, unknown> {
  origin: Contact["origin"];
  version: number;
  created_at: string;
  updated_at: string;
  owner_name: string | null;
  company_name: string | null;
}

/** The contact, its addresses and the answer by one statement: each further one would be two round trips. */
export async function insertContact(
  tx: Tx,
  contact: NewContact,
  emails: readonly string[],
): Promise<Contact> {
  const { id, workspaceId, ownerId, audience, displayName, primaryEmail, title, companyId } = contact;
  const addresses = emails.map(
    (email) =>
      sql`(${newId()}::uuid, ${workspaceId}::uuid, ${ownerId}::uuid, ${audience}, ${id}::uuid, 'email', ${email})`,
  );
  const withAddresses = sql`, addresses as (
    insert into crm.contact_identities (id, workspace_id, owner_id, audience, contact_id, kind, value)
    values ${sql.join(addresses, sql`, `)})`;
  const [made] = await tx.execute<Made>(sql`
    with made as (
      insert into crm.contacts (id, workspace_id, owner_id, audience, display_name, primary_email, title, company_id)
      values (${id}, ${workspaceId}, ${ownerId}, ${audience}, ${displayName}, ${primaryEmail}, ${title}, ${companyId})
      returning workspace_id, owner_id, company_id, origin, version, created_at, updated_at)
      ${addresses.length > 0 ? withAddresses : sql``}
    select m.origin, m.version, m.created_at, m.updated_at, p.display_name as owner_name, o.name as company_name
    from made m
      left join crm.profiles p on p.workspace_id = m.workspace_id and p.user_id = m.owner_id
      left join crm.companies o on o.workspace_id = m.workspace_id and o.id = m.company_id and o.deleted_at is null`);
  if (!made) throw new Error("the contact was written and not seen");
  return {
    id,
    displayName,
    primaryEmail,
    emails: [...emails],
    phones: [],
    title,
    companyId,
    companyName: made.company_name,
    ownerId,
    ownerName: made.owner_name,
    audience,
    origin: made.origin,
    tags: [],
    firstInteractionAt: null,
    lastInteractionAt: null,
    inboundCount: 0,
    outboundCount: 0,
    version: made.version,
    createdAt: toIso(made.created_at),
    updatedAt: toIso(made.updated_at),
    deletedAt: null,
  };
}
