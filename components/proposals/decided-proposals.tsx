"use client";

import { useRouter } from "next/navigation";

import type { Proposal, ProposalPage } from "#lib/schemas/proposals.ts";
import { usePages } from "#components/live/use-pages.ts";
import { ErrorState } from "#components/ui/error-state.tsx";
import { SectionCard } from "#components/ui/section-card.tsx";
import { ShowMore } from "#components/ui/show-more.tsx";

import { ProposalLine } from "./proposal-line.tsx";

interface DecidedProposalsProps {
  /** Of all proposals, as they are listed: those that wait are passed over. */
  first: ProposalPage;
  /** Shown elsewhere on the page. */
  without: ReadonlySet<string>;
}

/** Past decisions, newest first, each with the way back. */
export function DecidedProposals({ first, without }: DecidedProposalsProps) {
  const router = useRouter();
  const list = usePages<Proposal>("/proposals?limit=30", first);
  const decided = list.items.filter(
    ({ id, status }) => (status === "done" || status === "rejected") && !without.has(id),
  );
  if (decided.length === 0 && !list.hasMore) return null;
  return (
    <SectionCard title="Past decisions">
      <ul>
        {decided.map((proposal) => (
          <li key={proposal.id} className="border-b border-border pr-2 pl-4 last:border-b-0">
            <ProposalLine proposal={proposal} onSettled={router.refresh} />
          </li>
        ))}
      </ul>
      {list.error && (
        <ErrorState className="m-4" message={list.error.message} requestId={list.error.requestId} />
      )}
      {list.hasMore && <ShowMore pending={list.isLoading} onMore={list.more} />}
    </SectionCard>
  );
}
