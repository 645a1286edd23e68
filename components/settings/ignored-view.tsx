"use client";

import { useTransition } from "react";

import type { Ignored, IgnoredPage } from "#lib/schemas/ignored.ts";
import { addIgnored, removeIgnored } from "#components/actions/ignored.ts";
import { act, sayDone } from "#components/live/act.ts";
import { usePages } from "#components/live/use-pages.ts";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { IfMay } from "#components/ui/rights.tsx";
import { SectionCard } from "#components/ui/section-card.tsx";
import { ShowMore } from "#components/ui/show-more.tsx";
import { Time } from "#components/ui/time.tsx";

import { AddLine } from "./add-line.tsx";

/** Addresses and domains that make no contact, for everybody in the workspace. */
export function IgnoredView({ first }: { first: IgnoredPage }) {
  const pages = usePages<Ignored>("/ignored?limit=100", first);
  return (
    <SectionCard title="Ignored addresses">
      <div className="grid gap-3 border-b border-border p-4">
        <p className="max-w-prose text-text-muted">
          Mail and meetings make no contact of these, in a preview, an import or later. Contacts that exist
          stay, and so does the mail.
        </p>
        <IfMay
          permission="contacts:write"
          otherwise={<p>Your role lets you read here. Changing this list is for members.</p>}
        >
          <AddLine
            label="Address or domain"
            name="value"
            placeholder="news@shop.example or shop.example"
            verb="Ignore"
            add={(value) => addIgnored({ value })}
            onAdded={({ id, value }) => sayDone(`${value} is ignored`, () => removeIgnored({ id }))}
          />
        </IfMay>
      </div>
      {pages.items.length === 0 ? (
        <EmptyState>
          Nobody is ignored yet. Who is deleted with “don’t bring back” stands here too.
        </EmptyState>
      ) : (
        <ul>
          {pages.items.map((one) => (
            <IgnoredRow key={one.id} ignored={one} />
          ))}
        </ul>
      )}
      {pages.error && (
        <ErrorState className="m-4" message={pages.error.message} requestId={pages.error.requestId} />
      )}
      {pages.hasMore && <ShowMore pending={pages.isLoading} onMore={pages.more} />}
    </SectionCard>
  );
}

function IgnoredRow({ ignored: { id, value, createdAt } }: { ignored: Ignored }) {
  const [isPending, start] = useTransition();
  const stop = () =>
    start(async () => {
      await act(
        () => removeIgnored({ id }),
        `${value} is not ignored any more`,
        () => addIgnored({ value }),
      );
    });
  return (
    <li className="flex min-h-9 items-center gap-3 border-b border-border px-4 py-1 last:border-b-0">
      <span className="min-w-0 grow truncate">{value}</span>
      <span className="shrink-0 text-text-muted max-md:hidden">
        since <Time at={createdAt} />
      </span>
      <IfMay permission="contacts:write">
        <Button
          size="small"
          look="quiet"
          pending={isPending}
          aria-label={`Stop ignoring ${value}`}
          onClick={stop}
        >
          Remove
        </Button>
      </IfMay>
    </li>
  );
}
