"use client";

import { useRef, useState } from "react";

import type { Proposal, ProposalPage } from "#lib/schemas/proposals.ts";
import { openAssistant } from "#components/layout/assistant-state.ts";
import { useAnnounced } from "#components/live/use-announced.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { IfMay } from "#components/ui/rights.tsx";
import { useKeys } from "#components/ui/use-keys.ts";

import { DecidedProposals } from "./decided-proposals.tsx";
import { ProposalCard } from "./proposal-card.tsx";

interface ApprovalsViewProps {
  /** Waiting and failed ones, newest first. */
  open: readonly Proposal[];
  hasMore: boolean;
  decided: ProposalPage;
}

/** What waits for a decision, one card each. A card that was decided here keeps its place, as one line. */
export function ApprovalsView({ open, hasMore, decided }: ApprovalsViewProps) {
  const [shown, setShown] = useState(open);
  const list = useRef<HTMLUListElement>(null);
  const fresh = open.filter(({ id }) => shown.every((one) => one.id !== id));
  if (fresh.length > 0) setShown([...fresh, ...shown]);
  useAnnounced(["proposal.changed"]);

  const walk = (step: 1 | -1) => {
    const cards = [...(list.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
    const at = cards.findIndex((card) => card.contains(document.activeElement));
    cards[Math.max(0, at + step)]?.focus();
  };
  useKeys([
    { keys: "j", label: "Next proposal", group: "In a list", run: () => walk(1) },
    { keys: "k", label: "Proposal before", group: "In a list", run: () => walk(-1) },
  ]);

  return (
    <div className="mx-auto grid max-w-3xl grid-cols-[minmax(0,1fr)] gap-6">
      {shown.length === 0 ? (
        <Card>
          <EmptyState
            action={
              <IfMay permission="chat:write">
                <Button onClick={() => openAssistant()}>Ask the assistant</Button>
              </IfMay>
            }
          >
            Nothing waits for you. What the assistant, or a program of yours, wants to write will stand here
            first.
          </EmptyState>
        </Card>
      ) : (
        <section aria-label="Waiting for you">
          <ul ref={list} className="grid grid-cols-[minmax(0,1fr)] gap-3">
            {shown.map((proposal) => (
              <li key={proposal.id}>
                <ProposalCard proposalId={proposal.id} initial={proposal} />
              </li>
            ))}
          </ul>
          {hasMore && (
            <p className="mt-3 text-text-muted">
              These are the newest 50. More come into view as you decide.
            </p>
          )}
        </section>
      )}
      <DecidedProposals first={decided} without={new Set(shown.map(({ id }) => id))} />
    </div>
  );
}
