import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";

import { Id } from "#lib/schemas/common.ts";
import { companyTimeline, getCompany } from "#server/companies/index.ts";
import { listContacts } from "#server/contacts/index.ts";
import { toAppError } from "#server/core/index.ts";
import { listNotes } from "#server/notes/index.ts";
import { requireSession } from "#server/session/index.ts";
import { listTasks } from "#server/tasks/index.ts";
import { CompanyFacts } from "#components/companies/company-facts.tsx";
import { CompanyPeople } from "#components/companies/company-people.tsx";
import { InBin } from "#components/contacts/in-bin.tsx";
import { Timeline } from "#components/contacts/timeline.tsx";
import { PageBody, PageHeader } from "#components/layout/page-header.tsx";
import { NotesCard } from "#components/notes/notes-card.tsx";
import { TasksCard } from "#components/tasks/tasks-card.tsx";

interface CompanyProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const readCompany = cache(async (value: string) => {
  const ctx = await requireSession();
  const id = Id.safeParse(value);
  if (!id.success) notFound();
  return getCompany(ctx, { id: id.data }).catch((error: unknown) => {
    if (toAppError(error).code === "not_found") notFound();
    throw error;
  });
});

export async function generateMetadata({ params }: CompanyProps): Promise<Metadata> {
  const { name } = await readCompany((await params).id);
  return { title: name };
}

export default async function CompanyPage({ params, searchParams }: CompanyProps) {
  const ctx = await requireSession();
  const isEditing = (await searchParams)["edit"] !== undefined;
  const company = await readCompany((await params).id);
  const { id, name, deletedAt } = company;
  const [people, notes, tasks, timeline] = await Promise.all([
    listContacts(ctx, { companyId: id, sort: "lastInteraction" }),
    listNotes(ctx, { companyId: id, limit: 20 }),
    listTasks(ctx, { companyId: id }),
    companyTimeline(ctx, { id }),
  ]);

  const nowMs = new Date().getTime();

  return (
    <>
      <PageHeader title={name} isRecord />
      <PageBody>
        {deletedAt && <InBin kind="company" id={id} name={name} deletedAt={deletedAt} />}
        <div className="grid items-start gap-4 @3xl/page:grid-cols-[23rem_minmax(0,1fr)]">
          <div className="grid min-w-0 gap-4">
            <CompanyFacts company={company} ownId={ctx.user.id} isEditing={isEditing} />
            <TasksCard tasks={tasks} about={{ companyId: id }} nowMs={nowMs} />
            <NotesCard first={notes} about={{ companyId: id }} />
          </div>
          <div className="grid min-w-0 gap-4">
            <CompanyPeople companyId={id} first={people} ownId={ctx.user.id} />
            <Timeline
              path={`/companies/${id}/timeline`}
              first={timeline}
              about="this company"
              nowMs={nowMs}
            />
          </div>
        </div>
      </PageBody>
    </>
  );
}
