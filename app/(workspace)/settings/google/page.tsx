import type { Metadata } from "next";
import Link from "next/link";

import { requireSession } from "#server/session/index.ts";
import { listConnections } from "#server/sync/index.ts";
import { describeSystem } from "#server/workspaces/index.ts";
import { askedOfGoogle } from "#components/settings/asked-of-google.ts";
import { GoogleCard } from "#components/settings/google-card.tsx";
import { GoogleOutcomeNote } from "#components/settings/google-outcome.tsx";

export const metadata: Metadata = { title: "Google" };

interface GoogleProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function GooglePage({ searchParams }: GoogleProps) {
  const ctx = await requireSession();
  const [query, connections, { services }] = await Promise.all([
    searchParams,
    listConnections(ctx, {}),
    describeSystem(ctx, {}),
  ]);
  const isSetUp = services.some(({ name, configured }) => name === "google" && configured);
  return (
    <>
      <GoogleOutcomeNote outcome={query["google"]} />
      <GoogleCard connections={connections.items} isSetUp={isSetUp} asked={askedOfGoogle(query)} />
      <p className="text-text-muted">
        What comes in from an account, and when it last did, stands on{" "}
        <Link href="/sync" className="text-accent underline">
          Sync
        </Link>
        .
      </p>
    </>
  );
}
