import type { Metadata } from "next";

import { GoogleGrant } from "#lib/schemas/connections.ts";
import { requireSession } from "#server/session/index.ts";
import { uploadLimits } from "#server/storage/index.ts";
import { listBatches, listConnections } from "#server/sync/index.ts";
import { describeSystem } from "#server/workspaces/index.ts";
import { PageBody, PageHeader } from "#components/layout/page-header.tsx";
import { askedOfGoogle } from "#components/settings/asked-of-google.ts";
import { GoogleOutcomeNote } from "#components/settings/google-outcome.tsx";
import { BatchView } from "#components/sync/batch-view.tsx";
import { BringIn } from "#components/sync/bring-in.tsx";
import { ConnectionCards } from "#components/sync/connection-cards.tsx";
import { KeptFiles } from "#components/sync/kept-files.tsx";
import { NotThere } from "#components/sync/not-there.tsx";
import { PreviewView } from "#components/sync/preview-view.tsx";
import { RecentImports } from "#components/sync/recent-imports.tsx";
import { TwoColumns } from "#components/sync/two-columns.tsx";

import { findPlace, notImported, type Query } from "./place.ts";

export const metadata: Metadata = { title: "Sync" };

interface SyncProps {
  searchParams: Promise<Query>;
}

export default async function SyncPage({ searchParams }: SyncProps) {
  const ctx = await requireSession();
  const query = await searchParams;
  // Before the lists, so that none of them knows less than it.
  const place = await findPlace(ctx, query);
  const [batches, connections, system] = await Promise.all([
    listBatches(ctx, {}),
    listConnections(ctx, {}),
    describeSystem(ctx, {}),
  ]);
  const accounts = connections.items
    .filter(({ provider }) => provider !== "file")
    .map((account) => ({
      ...account,
      grants: account.scopes.flatMap((scope) => GoogleGrant.safeParse(scope).data ?? []),
    }));
  const hasGoogle = system.services.some(({ name, configured }) => name === "google" && configured);
  const lists = (
    <>
      <RecentImports
        batches={batches.items.slice(0, 8)}
        openId={place.kind === "batch" ? place.batch.id : null}
      />
      <KeptFiles files={notImported(connections.items, batches.items, place)} />
    </>
  );

  return (
    <>
      <PageHeader title="Sync" />
      <PageBody>
        {place.kind === "preview" ? (
          <PreviewView key={place.preview.id} initial={place.preview}>
            {lists}
          </PreviewView>
        ) : (
          <TwoColumns
            main={
              <>
                {place.kind === "upload" && place.notFound && <NotThere what={place.notFound} />}
                <GoogleOutcomeNote outcome={query["google"]} />
                {place.kind === "batch" && <BatchView key={place.batch.id} initial={place.batch} />}
                <ConnectionCards connections={accounts} batches={batches.items} />
                {place.kind === "upload" && (
                  <BringIn
                    hasGoogle={hasGoogle}
                    hasAccount={accounts.some(({ own }) => own)}
                    asked={askedOfGoogle(query)}
                    limits={uploadLimits()}
                  />
                )}
              </>
            }
          >
            {lists}
          </TwoColumns>
        )}
      </PageBody>
    </>
  );
}
