import type { Metadata } from "next";

import { requireSession } from "#server/session/index.ts";
import { listBatches, listConnections } from "#server/sync/index.ts";
import { PageBody, PageHeader } from "#components/layout/page-header.tsx";
import { BatchView } from "#components/sync/batch-view.tsx";
import { BringIn } from "#components/sync/bring-in.tsx";
import { KeptFiles } from "#components/sync/kept-files.tsx";
import { PreviewView } from "#components/sync/preview-view.tsx";
import { RecentImports } from "#components/sync/recent-imports.tsx";

import { findPlace, notImported, type Query } from "./place.ts";

export const metadata: Metadata = { title: "Sync" };

interface SyncProps {
  searchParams: Promise<Query>;
}

export default async function SyncPage({ searchParams }: SyncProps) {
  const ctx = await requireSession();
  // Before the lists, so that none of them knows less than it.
  const place = await findPlace(ctx, await searchParams);
  const [batches, connections] = await Promise.all([listBatches(ctx, {}), listConnections(ctx, {})]);

  return (
    <>
      <PageHeader title="Sync" />
      <PageBody>
        <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_19rem]">
          <div className="grid gap-4">
            {place.kind === "upload" && <BringIn notFound={place.notFound} />}
            {place.kind === "preview" && <PreviewView key={place.preview.id} initial={place.preview} />}
            {place.kind === "batch" && <BatchView key={place.batch.id} initial={place.batch} />}
          </div>
          <div className="grid gap-4">
            <RecentImports
              batches={batches.items.slice(0, 8)}
              openId={place.kind === "batch" ? place.batch.id : null}
            />
            <KeptFiles files={notImported(connections.items, batches.items, place)} />
          </div>
        </div>
      </PageBody>
    </>
  );
}
