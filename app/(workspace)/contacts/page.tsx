import type { Metadata } from "next";
import { cookies } from "next/headers";

import { Id } from "#lib/schemas/common.ts";
import type { Member } from "#lib/schemas/members.ts";
import { getCompany } from "#server/companies/index.ts";
import { listContacts } from "#server/contacts/index.ts";
import { type Context, toAppError } from "#server/core/index.ts";
import { requireSession } from "#server/session/index.ts";
import { listTags } from "#server/tags/index.ts";
import { listMembers } from "#server/workspaces/index.ts";
import { ContactsSection } from "#components/contacts/contacts-section.tsx";
import { type ContactFilter, contactSorts, quietChoices } from "#components/contacts/filter.ts";
import { NewContactButton } from "#components/contacts/new-contact-button.tsx";
import { PageBody, PageHeader } from "#components/layout/page-header.tsx";
import { listColumnsFrom } from "#components/layout/preferences.ts";

import { firstRows } from "../first-rows.ts";

export const metadata: Metadata = { title: "Contacts" };

type Query = Record<string, string | string[] | undefined>;

interface ContactsProps {
  searchParams: Promise<Query>;
}

const filterFrom = (query: Query): ContactFilter => ({
  sort: contactSorts.find((sort) => sort === query["sort"]) ?? "lastInteraction",
  tagId: Id.safeParse(query["tag"]).data ?? null,
  companyId: Id.safeParse(query["company"]).data ?? null,
  ownerId: Id.safeParse(query["owner"]).data ?? null,
  quietDays: quietChoices.find((days) => String(days) === query["quiet"]) ?? null,
  bin: query["bin"] !== undefined,
});

export default async function ContactsPage({ searchParams }: ContactsProps) {
  const ctx = await requireSession();
  const query = await searchParams;
  const filter = filterFrom(query);
  const [first, tags, members, companyName, kept] = await Promise.all([
    listContacts(ctx, {
      limit: await firstRows(),
      sort: filter.sort,
      deleted: filter.bin ? "true" : "false",
      ...(filter.tagId ? { tagId: filter.tagId } : {}),
      ...(filter.companyId ? { companyId: filter.companyId } : {}),
      ...(filter.ownerId ? { ownerId: filter.ownerId } : {}),
      ...(filter.quietDays ? { quietDays: filter.quietDays } : {}),
      count: "true",
    }),
    listTags(ctx, { limit: 200 }),
    listMembers(ctx, { limit: 200 }),
    filter.companyId ? nameOf(ctx, filter.companyId) : null,
    cookies(),
  ]);
  return (
    <>
      <PageHeader title="Contacts" actions={<NewContactButton asked={query["new"] !== undefined} />} />
      <PageBody>
        <ContactsSection
          first={first}
          widths={listColumnsFrom((name) => kept.get(name)?.value, "contacts")}
          filter={filter}
          companyName={companyName}
          tags={tags.items.map(({ id, name }) => ({ id, name }))}
          owners={ownersOf(members.items, ctx.user.id)}
          ownId={ctx.user.id}
        />
      </PageBody>
    </>
  );
}

/** Oneself first, then the others by name. */
const ownersOf = (members: readonly Member[], ownId: string) => [
  { id: ownId, name: "You" },
  ...members
    .filter(({ userId }) => userId !== ownId)
    .map(({ userId, name }) => ({ id: userId, name: name || "Somebody without a name" })),
];

async function nameOf(ctx: Context, companyId: string): Promise<string | null> {
  try {
    return (await getCompany(ctx, { id: companyId })).name;
  } catch (error) {
    if (toAppError(error).code === "not_found") return null;
    throw error;
  }
}
