"use client";

import Link from "next/link";
import { useTransition } from "react";

import type { Suggestion } from "#lib/schemas/suggestions.ts";
import { acceptSuggestion, dismissSuggestion, restoreSuggestion } from "#components/actions/suggestions.ts";
import { act } from "#components/live/act.ts";
import { Button } from "#components/ui/button.tsx";
import { IfMay } from "#components/ui/rights.tsx";
import { SectionCard } from "#components/ui/section-card.tsx";
import { Time } from "#components/ui/time.tsx";

const kinds: Record<Suggestion["kind"], string> = { phone: "Phone", title: "Title", company: "Company" };

interface SuggestionsCardProps {
  contactId: string;
  items: readonly Suggestion[];
}

/** What their signatures say and the contact does not. Nothing is written until somebody says so. */
export function SuggestionsCard({ contactId, items }: SuggestionsCardProps) {
  if (items.length === 0) return null;
  return (
    <SectionCard title="From their signature" count={items.length}>
      <ul>
        {items.map((one) => (
          <Row key={`${one.kind} ${one.value}`} contactId={contactId} suggestion={one} />
        ))}
      </ul>
    </SectionCard>
  );
}

function Row({ contactId, suggestion }: { contactId: string; suggestion: Suggestion }) {
  const { kind, value, quote, threadId, at, mailCount } = suggestion;
  const [isPending, start] = useTransition();
  const input = { contactId, kind, value };
  const add = () =>
    start(async () => void (await act(() => acceptSuggestion(input), `${kinds[kind]} added`)));
  const dismiss = () =>
    start(
      async () =>
        void (await act(
          () => dismissSuggestion(input),
          "Not offered again",
          () => restoreSuggestion(input),
        )),
    );
  return (
    <li className="grid gap-1 border-b border-border px-4 py-2 last:border-b-0">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <p className="min-w-0 grow basis-40 break-words">
          <span className="text-text-muted">{kinds[kind]}</span> <span className="font-medium">{value}</span>
        </p>
        <IfMay permission="contacts:write">
          <Button size="small" pending={isPending} aria-label={`Add ${value}`} onClick={add}>
            Add
          </Button>
          <Button
            size="small"
            look="quiet"
            disabled={isPending}
            aria-label={`Dismiss ${value}`}
            onClick={dismiss}
          >
            Dismiss
          </Button>
        </IfMay>
      </div>
      <p className="text-small break-words text-text-muted">
        “{quote}” in{" "}
        <Link href={`/inbox/${threadId}`} className="text-accent hover:underline">
          {mailCount === 1 ? "a mail" : `${String(mailCount)} mails, last`}
        </Link>{" "}
        <Time at={at} />
      </p>
    </li>
  );
}
