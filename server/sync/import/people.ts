import { sql } from "drizzle-orm";

import { newId } from "#server/core/index.ts";
import { together, type Tx } from "#server/db/index.ts";
import { ignoredOf } from "#server/ignored/index.ts";

import { companyName } from "../mail/index.ts";
import { insertRows, textArray } from "../rows.ts";
import type { ImportScope } from "./scope.ts";

export interface Created {
  contacts: number;
  companies: number;
}

/** Somebody a contact is to be made for. */
export interface NewPerson {
  address: string;
  name: string;
  companyDomain: string | null;
}

/**
 * The contact of each address: those that exist, and those that the approved preview says will be made (or that are
 * `decided` where it could not), which are made now with their companies. Addresses that make no contact are left out.
 */
export async function contactsFor(
  tx: Tx,
  scope: ImportScope,
  addresses: readonly string[],
  decided: ReadonlyMap<string, NewPerson> | null = null,
): Promise<{ contactIds: Map<string, string>; created: Created }> {
  const contactIds = await existingContacts(tx, addresses);
  const unknown = addresses.filter((address) => !contactIds.has(address));
  const found = decided
    ? unknown.flatMap((address) => decided.get(address) ?? [])
    : await plannedPeople(tx, scope, unknown);
  const planned = found.filter(({ address, companyDomain }) =>
    scope.choices.makesContact(address, companyDomain),
  );
  const ignored = await ignoredOf(
    tx,
    planned.map((person) => person.address),
  );
  const wanted = planned.filter((person) => !ignored.has(person.address));
  if (wanted.length === 0) return { contactIds, created: { contacts: 0, companies: 0 } };
  const domains = [
    ...new Set(wanted.map((person) => person.companyDomain).filter((domain) => domain !== null)),
  ];
  const { companyIds, missing } = await companiesFor(tx, scope, domains);
  const contacts = wanted.map((person) => ({ id: newId(), person }));
  await together(
    insertRows(
      tx,
      "companies",
      missing.map(({ id, domain }) => ({ ...owned(scope), id, name: companyName(domain), domain })),
    ),
    insertRows(
      tx,
      "contacts",
      contacts.map(({ id, person }) => ({
        ...owned(scope),
        id,
        display_name: person.name,
        primary_email: person.address,
        company_id: companyIds.get(person.companyDomain ?? "") ?? null,
      })),
    ),
    insertRows(
      tx,
      "contact_identities",
      contacts.map(({ id, person }) => ({
        ...identity(scope),
        id: newId(),
        contact_id: id,
        kind: "email",
        value: person.address,
      })),
    ),
  );
  for (const { id, person } of contacts) contactIds.set(person.address, id);
  return { contactIds, created: { contacts: contacts.length, companies: missing.length } };
}

const identity = (scope: ImportScope) => ({
  workspace_id: scope.workspaceId,
  created_at: scope.now,
  updated_at: scope.now,
  version: 1,
  owner_id: scope.ownerId,
  audience: scope.audience,
  batch_id: scope.batchId,
});

const owned = (scope: ImportScope) => ({ ...identity(scope), origin: "sync" });

/** A shared contact before a private one of the same address. */
async function existingContacts(tx: Tx, addresses: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.execute<{ value: string; contact_id: string }>(sql`
    select distinct on (value) value, contact_id from crm.contact_identities
    where kind = 'email' and deleted_at is null and value = any(${textArray(addresses)})
    order by value, audience = 'private', id`);
  return new Map(rows.map((row) => [row.value, row.contact_id]));
}

async function plannedPeople(tx: Tx, scope: ImportScope, addresses: readonly string[]): Promise<NewPerson[]> {
  if (addresses.length === 0 || scope.previewId === null) return [];
  const rows = await tx.execute<NewPerson & Record<string, unknown>>(sql`
    select key as address, name, detail ->> 'companyDomain' as "companyDomain" from crm.preview_items
    where preview_id = ${scope.previewId} and kind = 'person' and key = any(${textArray(addresses)}) order by seq`);
  return [...rows];
}

/** The company of each domain, and those of them that are yet to be made. */
async function companiesFor(
  tx: Tx,
  scope: ImportScope,
  domains: readonly string[],
): Promise<{ companyIds: Map<string, string>; missing: { id: string; domain: string }[] }> {
  if (domains.length === 0) return { companyIds: new Map(), missing: [] };
  const rows = await tx.execute<{ domain: string; id: string }>(sql`
    select distinct on (domain) domain, id from crm.companies
    where deleted_at is null and domain = any(${textArray(domains)}) order by domain, audience = 'private', id`);
  const companyIds = new Map(rows.map((row) => [row.domain, row.id]));
  const missing = domains
    .filter((domain) => !companyIds.has(domain) && scope.choices.makesCompany(domain))
    .map((domain) => ({ id: newId(), domain }));
  for (const { id, domain } of missing) companyIds.set(domain, id);
  return { companyIds, missing };
}
