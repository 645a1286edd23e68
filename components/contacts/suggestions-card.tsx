"use client";

import Link from "next/link";
import { useState, useTransition } from "react";

import { formatMicros } from "#lib/format/money.ts";
import type { FoundSuggestions, MailReading, Suggestion } from "#lib/schemas/suggestions.ts";
import {
  acceptSuggestion,
  dismissSuggestion,
  findSuggestions,
  restoreSuggestion,
} from "#components/actions/suggestions.ts";
import { act } from "#components/live/act.ts";
import { Button } from "#components/ui/button.tsx";
import { IfMay, useMay } from "#components/ui/rights.tsx";
import { SectionCard } from "#components/ui/section-card.tsx";
import { Time } from "#components/ui/time.tsx";

const kinds: Record<Suggestion["kind"], string> = { phone: "Phone", title: "Title", company: "Company" };

interface SuggestionsCardProps {
  contactId: string;
  items: readonly Suggestion[];
  reading: MailReading | null;
}

/** What their mail says and the contact does not. Nothing is written until somebody says so. */
export function SuggestionsCard({ contactId, items, reading }: SuggestionsCardProps) {
  const mayRead = useMay("contacts:write") && reading !== null;
  if (items.length === 0 && !mayRead) return null;
  return (
    <SectionCard title="From their mail" {...(items.length > 0 ? { count: items.length } : {})}>
      <ul>
        {items.map((one) => (
          <Row key={`${one.kind} ${one.value}`} contactId={contactId} suggestion={one} />
        ))}
      </ul>
      {mayRead && <Read contactId={contactId} reading={reading} />}
    </SectionCard>
  );
}

/** Asks a model to read on, where rules found what signatures say; its price stands beside, before it is paid. */
function Read({ contactId, reading }: { contactId: string; reading: MailReading }) {
  const { mailCount, model, atMostMicros } = reading;
  const [told, setTold] = useState("");
  const [isPending, start] = useTransition();
  const read = () =>
    start(async () => {
      setTold("");
      const result = await findSuggestions({ contactId });
      setTold(result.ok ? foundWords(result.data) : result.error.message);
    });
  const price = atMostMicros === null ? "at an unknown price" : `for at most ${formatMicros(atMostMicros)}`;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
      <Button size="small" pending={isPending} onClick={read}>
        {isPending
          ? "Reading…"
          : mailCount === 1
            ? "Read their mail"
            : `Read their last ${String(mailCount)} mails`}
      </Button>
      <p role="status" className="min-w-0 grow basis-40 text-small text-text-muted">
        {told ||
          `${model} looks for a phone number, title and company, ${atMostMicros === 0 ? "at no cost" : price}.`}
      </p>
    </div>
  );
}

function foundWords({ foundCount, mailCount }: FoundSuggestions): string {
  const where = mailCount === 1 ? "their mail" : `their last ${String(mailCount)} mails`;
  return foundCount === 0 ? `Nothing more in ${where}.` : `${String(foundCount)} found in ${where}.`;
}

function Row({ contactId, suggestion }: { contactId: string; suggestion: Suggestion }) {
  const { kind, value, quote, threadId, at, mailCount, readBy } = suggestion;
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
        <Link href={`/inbox/${threadId}`} className="text-accent underline">
          {mailCount === 1 ? "a mail" : `${String(mailCount)} mails, last`}
        </Link>{" "}
        <Time at={at} />
        {readBy && `, read by ${readBy.model}`}
      </p>
    </li>
  );
}
