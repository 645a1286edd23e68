import { sql } from "drizzle-orm";
import { boolean, index, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";

import { audienceColumns, instant, ledgeredColumns, tenantTable, within } from "./tenant.ts";

const origins = ["person", "sync"] as const;

/** Private rows of one owner and the workspace's shared rows each have keys of their own. */
const scope = sql`(case when audience = 'private' then owner_id else '00000000-0000-0000-0000-000000000000'::uuid end)`;

export const companies = tenantTable(
  "companies",
  { kind: "ledgered", visibility: "audience" },
  {
    ...audienceColumns,
    name: text("name").notNull(),
    /** Registrable domain, lower case. */
    domain: text("domain"),
    origin: text("origin", { enum: origins }).notNull().default("person"),
    batchId: uuid("batch_id"),
    deletedAt: instant("deleted_at"),
    ...ledgeredColumns,
  },
  (t) => [
    uniqueIndex("companies_domain_key")
      .on(t.workspaceId, scope, t.domain)
      .where(sql`deleted_at is null and domain is not null`),
    index("companies_name_idx")
      .on(t.workspaceId, sql`name collate "und-x-icu"`, t.id)
      .where(sql`deleted_at is null`),
    index("companies_batch_idx")
      .on(t.workspaceId, t.batchId)
      .where(sql`batch_id is not null`),
  ],
);

export const contacts = tenantTable(
  "contacts",
  { kind: "ledgered", visibility: "audience" },
  {
    ...audienceColumns,
    displayName: text("display_name").notNull(),
    /** One of the contact's e-mail identities, or null when it has none. */
    primaryEmail: text("primary_email"),
    title: text("title"),
    companyId: uuid("company_id"),
    origin: text("origin", { enum: origins }).notNull().default("person"),
    batchId: uuid("batch_id"),
    deletedAt: instant("deleted_at"),
    ...ledgeredColumns,
  },
  (t) => [
    within("contacts_company_fkey", [t.workspaceId, t.companyId], companies),
    index("contacts_company_idx").on(t.workspaceId, t.companyId),
    index("contacts_name_idx")
      .on(t.workspaceId, sql`display_name collate "und-x-icu"`, t.id)
      .where(sql`deleted_at is null`),
    index("contacts_recent_idx")
      .on(t.workspaceId, t.id.desc().nullsFirst())
      .where(sql`deleted_at is null`),
    index("contacts_batch_idx")
      .on(t.workspaceId, t.batchId)
      .where(sql`batch_id is not null`),
  ],
);

/** An address of a contact. A live one belongs to one contact per scope. */
export const contactIdentities = tenantTable(
  "contact_identities",
  { kind: "ledgered", visibility: "audience" },
  {
    ...audienceColumns,
    contactId: uuid("contact_id").notNull(),
    kind: text("kind", { enum: ["email", "phone"] }).notNull(),
    /** Lower-case address, or phone number in E.164. */
    value: text("value").notNull(),
    batchId: uuid("batch_id"),
    deletedAt: instant("deleted_at"),
    ...ledgeredColumns,
  },
  (t) => [
    uniqueIndex("contact_identities_value_key")
      .on(t.workspaceId, scope, t.kind, t.value)
      .where(sql`deleted_at is null`),
    index("contact_identities_contact_idx").on(t.workspaceId, t.contactId),
    within("contact_identities_contact_fkey", [t.workspaceId, t.contactId], contacts),
  ],
);

export const notes = tenantTable(
  "notes",
  { kind: "ledgered", visibility: "audience" },
  {
    ...audienceColumns,
    contactId: uuid("contact_id"),
    companyId: uuid("company_id"),
    body: text("body").notNull(),
    deletedAt: instant("deleted_at"),
    ...ledgeredColumns,
  },
  (t) => [
    within("notes_contact_fkey", [t.workspaceId, t.contactId], contacts),
    within("notes_company_fkey", [t.workspaceId, t.companyId], companies),
    index("notes_contact_idx").on(t.workspaceId, t.contactId, t.id.desc().nullsFirst()),
    index("notes_company_idx").on(t.workspaceId, t.companyId, t.id.desc().nullsFirst()),
    index("notes_recent_idx")
      .on(t.workspaceId, t.id.desc().nullsFirst())
      .where(sql`deleted_at is null`),
  ],
);

export const tasks = tenantTable(
  "tasks",
  { kind: "ledgered", visibility: "audience" },
  {
    ...audienceColumns,
    title: text("title").notNull(),
    dueAt: instant("due_at"),
    doneAt: instant("done_at"),
    contactId: uuid("contact_id"),
    companyId: uuid("company_id"),
    assigneeId: uuid("assignee_id"),
    deletedAt: instant("deleted_at"),
    ...ledgeredColumns,
  },
  (t) => [
    within("tasks_contact_fkey", [t.workspaceId, t.contactId], contacts),
    within("tasks_company_fkey", [t.workspaceId, t.companyId], companies),
    index("tasks_contact_idx").on(t.workspaceId, t.contactId, t.id.desc().nullsFirst()),
    index("tasks_company_idx").on(t.workspaceId, t.companyId, t.id.desc().nullsFirst()),
    index("tasks_due_idx")
      .on(t.workspaceId, sql`(case when due_at is null then 'infinity'::timestamptz else due_at end)`, t.id)
      .where(sql`deleted_at is null and done_at is null`),
    index("tasks_recent_idx")
      .on(t.workspaceId, t.id.desc().nullsFirst())
      .where(sql`deleted_at is null`),
  ],
);

export const tags = tenantTable(
  "tags",
  { kind: "ledgered" },
  { name: text("name").notNull(), color: text("color").notNull().default("grey"), ...ledgeredColumns },
  (t) => [uniqueIndex("tags_name_key").on(t.workspaceId, sql`lower(name)`)],
);

export const contactTags = tenantTable(
  "contact_tags",
  { kind: "ledgered", visibility: "audience" },
  {
    ...audienceColumns,
    contactId: uuid("contact_id").notNull(),
    tagId: uuid("tag_id").notNull(),
    ...ledgeredColumns,
  },
  (t) => [
    unique("contact_tags_key").on(t.workspaceId, t.contactId, t.tagId),
    index("contact_tags_tag_idx").on(t.workspaceId, t.tagId),
    within("contact_tags_contact_fkey", [t.workspaceId, t.contactId], contacts),
    within("contact_tags_tag_fkey", [t.workspaceId, t.tagId], tags),
  ],
);

/** Where mail comes from: an uploaded file now, an account of a provider later. It belongs to `owner_id`. */
export const connections = tenantTable(
  "connections",
  { kind: "ledgered", visibility: "audience" },
  {
    ...audienceColumns,
    provider: text("provider", { enum: ["file", "google"] }).notNull(),
    /** The account at the provider, lower case; null for a file. */
    account: text("account"),
    /** What the person granted: gmail, calendar. */
    scopes: text("scopes")
      .array()
      .notNull()
      .default(sql`'{}'::text[]`),
    state: text("state", { enum: ["active", "reconnect_needed", "disconnected"] })
      .notNull()
      .default("active"),
    label: text("label").notNull(),
    /** The mailbox's own addresses, lower case: mail from them is outbound. */
    addresses: text("addresses").array().notNull(),
    removed: boolean("removed").notNull().default(false),
    ...ledgeredColumns,
  },
  (t) => [
    index("connections_recent_idx").on(t.workspaceId, t.ownerId, t.id.desc().nullsFirst()),
    uniqueIndex("connections_account_key")
      .on(t.workspaceId, t.ownerId, t.account)
      .where(sql`account is not null and not removed`),
    // What a provider tells of an account, it tells of every connection to it.
    index("connections_account_idx")
      .on(t.account)
      .where(sql`account is not null and not removed`),
  ],
);
