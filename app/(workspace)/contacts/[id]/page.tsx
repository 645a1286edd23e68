import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";

import { Id } from "#lib/schemas/common.ts";
import { contactTimeline, getContact } from "#server/contacts/index.ts";
import { toAppError } from "#server/core/index.ts";
import { requireSession } from "#server/session/index.ts";
import { ContactFacts } from "#components/contacts/contact-facts.tsx";
import { Timeline } from "#components/contacts/timeline.tsx";
import { PageBody, PageHeader } from "#components/layout/page-header.tsx";

interface ContactProps {
  params: Promise<{ id: string }>;
}

const readContact = cache(async (value: string) => {
  const ctx = await requireSession();
  const id = Id.safeParse(value);
  if (!id.success) notFound();
  return getContact(ctx, { id: id.data }).catch((error: unknown) => {
    if (toAppError(error).code === "not_found") notFound();
    throw error;
  });
});

export async function generateMetadata({ params }: ContactProps): Promise<Metadata> {
  const { displayName } = await readContact((await params).id);
  return { title: displayName };
}

export default async function ContactPage({ params }: ContactProps) {
  const ctx = await requireSession();
  const contact = await readContact((await params).id);
  const timeline = await contactTimeline(ctx, { id: contact.id });

  return (
    <>
      <PageHeader title={contact.displayName} isRecord />
      <PageBody>
        <div className="grid items-start gap-4 lg:grid-cols-[20rem_minmax(0,1fr)]">
          <ContactFacts contact={contact} />
          <Timeline contactId={contact.id} first={timeline} />
        </div>
      </PageBody>
    </>
  );
}
