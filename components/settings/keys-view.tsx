"use client";

import { useState } from "react";

import type { ApiKey, ApiKeyPage } from "#lib/schemas/api-keys.ts";
import type { Role } from "#lib/schemas/common.ts";
import { usePages } from "#components/live/use-pages.ts";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { SectionCard } from "#components/ui/section-card.tsx";
import { ShowMore } from "#components/ui/show-more.tsx";

import { KeyRow } from "./key-row.tsx";
import { NewKey } from "./new-key.tsx";

interface KeysViewProps {
  first: ApiKeyPage;
  ownId: string;
  role: Role;
}

/** What programs come in with. A key acts as you, within what it was given. */
export function KeysView({ first, ownId, role }: KeysViewProps) {
  const pages = usePages<ApiKey>("/api-keys?limit=50", first);
  const [isMaking, setMaking] = useState(false);
  const make = (
    <Button look="primary" onClick={() => setMaking(true)}>
      Create a key
    </Button>
  );
  return (
    <>
      {isMaking && <NewKey canWrite={role !== "viewer"} onClose={() => setMaking(false)} />}
      <SectionCard title="API keys" actions={!isMaking && pages.items.length > 0 && make}>
        {pages.items.length === 0 ? (
          <EmptyState action={!isMaking && make}>
            Programs of yours, and clients that speak MCP, come in with a key. Yours will stand here.
          </EmptyState>
        ) : (
          <ul>
            {pages.items.map((key) => (
              <KeyRow key={key.id} apiKey={key} isOwn={key.userId === ownId} />
            ))}
          </ul>
        )}
        {pages.error && (
          <ErrorState className="m-4" message={pages.error.message} requestId={pages.error.requestId} />
        )}
        {pages.hasMore && <ShowMore pending={pages.isLoading} onMore={pages.more} />}
      </SectionCard>
      <p className="text-text-muted">
        <a href="/docs/api" className="text-accent hover:underline">
          How the API is used
        </a>
      </p>
    </>
  );
}
