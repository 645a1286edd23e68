import type { Metadata } from "next";

import { listContacts } from "#server/contacts/index.ts";
import { requireSession } from "#server/session/index.ts";
import { ContactsSection } from "#components/contacts/contacts-section.tsx";
import { PageBody, PageHeader } from "#components/layout/page-header.tsx";

export const metadata: Metadata = { title: "Contacts" };

export default async function ContactsPage() {
  const ctx = await requireSession();
  const first = await listContacts(ctx, { sort: "lastInteraction" });
  return (
    <>
      <PageHeader title="Contacts" />
      <PageBody>
        <ContactsSection first={first} />
      </PageBody>
    </>
  );
}
