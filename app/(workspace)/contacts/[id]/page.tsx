import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";

import { Id } from "#lib/schemas/common.ts";
import { contactTimeline, getContact } from "#server/contacts/index.ts";
import { toAppError } from "#server/core/index.ts";
import { listNotes } from "#server/notes/index.ts";
import { requireSession } from "#server/session/index.ts";
import { listSuggestions } from "#server/suggestions/index.ts";
import { listTags } from "#server/tags/index.ts";
import { listTasks } from "#server/tasks/index.ts";
import { ContactFacts } from "#components/contacts/contact-facts.tsx";
import { SuggestionsCard } from "#components/contacts/suggestions-card.tsx";
import { InBin } from "#components/contacts/in-bin.tsx";
import { Timeline } from "#components/contacts/timeline.tsx";
import { PageBody, PageHeader } from "#components/layout/page-header.tsx";
import { NotesCard } from "#components/notes/notes-card.tsx";
import { TasksCard } from "#components/tasks/tasks-card.tsx";

interface ContactProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
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

export default async function ContactPage({ params, searchParams }: ContactProps) {
  const ctx = await requireSession();
  const isEditing = (await searchParams)["edit"] !== undefined;
  const contact = await readContact((await params).id);
  const { id, displayName, deletedAt } = contact;
  const [timeline, tags, notes, tasks, suggestions] = await Promise.all([
    contactTimeline(ctx, { id }),
    listTags(ctx, { limit: 200 }),
    listNotes(ctx, { contactId: id, limit: 20 }),
    listTasks(ctx, { contactId: id }),
    deletedAt ? { items: [], reading: null } : listSuggestions(ctx, { contactId: id }),
  ]);

  const nowMs = new Date().getTime();

  return (
    <>
      <PageHeader title={displayName} isRecord />
      <PageBody>
        {deletedAt && <InBin kind="contact" id={id} name={displayName} deletedAt={deletedAt} />}
        <div className="grid items-start gap-4 @3xl/page:grid-cols-[23rem_minmax(0,1fr)]">
          <div className="grid min-w-0 gap-4">
            <ContactFacts
              contact={contact}
              tags={tags.items.map((tag) => ({ id: tag.id, name: tag.name }))}
              ownId={ctx.user.id}
              isEditing={isEditing}
            />
            <SuggestionsCard contactId={id} {...suggestions} />
            <TasksCard tasks={tasks} about={{ contactId: id }} nowMs={nowMs} />
            <NotesCard first={notes} about={{ contactId: id }} />
          </div>
          <Timeline path={`/contacts/${id}/timeline`} first={timeline} about="this contact" nowMs={nowMs} />
        </div>
      </PageBody>
    </>
  );
}
