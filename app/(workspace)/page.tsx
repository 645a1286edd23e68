import { listContacts } from "#server/contacts/index.ts";
import { requireSession } from "#server/session/index.ts";
import { listBatches } from "#server/sync/index.ts";
import { ContactsSection } from "#components/contacts/contacts-section.tsx";
import { BatchView } from "#components/sync/batch-view.tsx";
import { BringIn } from "#components/sync/bring-in.tsx";
import { PreviewView } from "#components/sync/preview-view.tsx";
import { RecentImports } from "#components/sync/recent-imports.tsx";

import { findPlace, type Query } from "./place.ts";

interface WorkspaceProps {
  searchParams: Promise<Query>;
}

export default async function WorkspacePage({ searchParams }: WorkspaceProps) {
  const ctx = await requireSession();
  const [batches, contacts] = await Promise.all([
    listBatches(ctx, { limit: 8 }),
    listContacts(ctx, { sort: "lastInteraction" }),
  ]);
  const place = await findPlace(ctx, await searchParams, batches.items);

  return (
    <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_19rem]">
      <h1 className="sr-only">Your mail and your people</h1>
      {place.kind === "upload" && <BringIn notFound={place.notFound} />}
      {place.kind === "preview" && <PreviewView key={place.preview.id} initial={place.preview} />}
      {place.kind === "batch" && <BatchView key={place.batch.id} initial={place.batch} />}
      <div className="lg:col-start-2 lg:row-span-2 lg:row-start-1">
        <RecentImports batches={batches.items} openId={place.kind === "batch" ? place.batch.id : null} />
      </div>
      <ContactsSection first={contacts} />
    </div>
  );
}
