import { and, eq, isNull, sql } from "drizzle-orm";

import { contactIdentities, contacts } from "#drizzle/schema/people.ts";
import { notFound } from "#lib/errors.ts";
import type { Contact } from "#lib/schemas/contacts.ts";
import {
  findRow,
  isoOrNull,
  newId,
  type OperationContext,
  type RowChoice,
  toIso,
} from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

export type ContactRow = typeof contacts.$inferSelect;

/** The row, seen through the caller's policies; throws not_found, also for one in the bin unless `withDeleted`. */
export const contactRow = (tx: Tx, id: string, choice?: RowChoice): Promise<ContactRow> =>
  findRow(tx, contacts, "contact", id, choice);

interface ContactRead extends Record<string, unknown> {
  id: string;
  display_name: string;
  primary_email: string | null;
  title: string | null;
  company_id: string | null;
  owner_id: string;
  owner_name: string | null;
  audience: Contact["audience"];
  origin: Contact["origin"];
  version: number;
  created_at: string;
  updated_at: string;
  deleted_at: string | null;
  emails: string[];
  phones: string[];
  tags: { id: string; name: string; color: string }[];
  company_name: string | null;
  first_at: string | null;
  last_at: string | null;
  inbound_count: number;
  outbound_count: number;
}

/** The whole contact as every door answers it, by one statement: each further one is a round trip of every write. */
export async function readContact(tx: Tx, id: string, withDeleted = false): Promise<Contact> {
  const [row] = await tx.execute<ContactRead>(sql`
    select c.id, c.display_name, c.primary_email, c.title, c.company_id, c.owner_id, p.display_name as owner_name, c.audience, c.origin, c.version,
      c.created_at, c.updated_at, c.deleted_at,
      array(select i.value from crm.contact_identities i
        where i.workspace_id = c.workspace_id and i.contact_id = c.id and i.kind = 'email'
          and (i.deleted_at is null or c.deleted_at is not null)
        order by i.value <> coalesce(c.primary_email, ''), i.id) as emails,
      array(select i.value from crm.contact_identities i
        where i.workspace_id = c.workspace_id and i.contact_id = c.id and i.kind = 'phone'
          and (i.deleted_at is null or c.deleted_at is not null)
        order by i.id) as phones,
      coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name, 'color', t.color) order by lower(t.name))
        from crm.contact_tags ct join crm.tags t on t.workspace_id = ct.workspace_id and t.id = ct.tag_id
        where ct.workspace_id = c.workspace_id and ct.contact_id = c.id), '[]'::jsonb) as tags,
      (select o.name from crm.companies o where o.workspace_id = c.workspace_id and o.id = c.company_id and o.deleted_at is null) as company_name,
      s.first_at, s.last_at, coalesce(s.inbound_count, 0) as inbound_count, coalesce(s.outbound_count, 0) as outbound_count
    from crm.contacts c
      left join crm.contact_stats s on s.workspace_id = c.workspace_id and s.contact_id = c.id
      left join crm.profiles p on p.workspace_id = c.workspace_id and p.user_id = c.owner_id
    where c.id = ${id} ${withDeleted ? sql`` : sql`and c.deleted_at is null`}`);
  if (!row) throw notFound("contact");
  return {
    id: row.id,
    displayName: row.display_name,
    primaryEmail: row.primary_email,
    emails: row.emails,
    phones: row.phones,
    title: row.title,
    companyId: row.company_id,
    companyName: row.company_name,
    ownerId: row.owner_id,
    ownerName: row.owner_name,
    audience: row.audience,
    origin: row.origin,
    tags: row.tags,
    firstInteractionAt: isoOrNull(row.first_at),
    lastInteractionAt: isoOrNull(row.last_at),
    inboundCount: row.inbound_count,
    outboundCount: row.outbound_count,
    version: row.version,
    createdAt: toIso(row.created_at),
    updatedAt: toIso(row.updated_at),
    deletedAt: isoOrNull(row.deleted_at),
  };
}

type Owner = Pick<ContactRow, "id" | "ownerId" | "audience">;

type IdentityKind = (typeof contactIdentities.$inferSelect)["kind"];

/** Gives the contact exactly these addresses or numbers. */
export async function replaceIdentities(
  tx: Tx,
  ctx: OperationContext,
  contact: Owner,
  kind: IdentityKind,
  values: readonly string[],
): Promise<void> {
  const existing = await tx
    .select({ id: contactIdentities.id, value: contactIdentities.value })
    .from(contactIdentities)
    .where(
      and(
        eq(contactIdentities.contactId, contact.id),
        eq(contactIdentities.kind, kind),
        isNull(contactIdentities.deletedAt),
      ),
    );
  const wanted = new Set(values);
  for (const identity of existing) {
    if (!wanted.has(identity.value))
      await tx.delete(contactIdentities).where(eq(contactIdentities.id, identity.id));
  }
  const known = new Set(existing.map((identity) => identity.value));
  await addIdentities(
    tx,
    ctx,
    contact,
    kind,
    values.filter((value) => !known.has(value)),
  );
}

/** Gives the contact these addresses or numbers beside those it has. */
export async function addIdentities(
  tx: Tx,
  ctx: OperationContext,
  contact: Owner,
  kind: IdentityKind,
  values: readonly string[],
): Promise<void> {
  if (values.length === 0) return;
  await tx.insert(contactIdentities).values(
    values.map((value) => ({
      id: newId(),
      workspaceId: ctx.workspace.id,
      ownerId: contact.ownerId,
      audience: contact.audience,
      contactId: contact.id,
      kind,
      value,
    })),
  );
}
