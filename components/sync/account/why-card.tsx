"use client";

import { type FormEvent, useState, useTransition } from "react";

import type { Whereabouts } from "#lib/schemas/whereabouts.ts";
import { read } from "#components/live/read.ts";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Field } from "#components/ui/field.tsx";
import { textOf } from "#components/ui/form-text.ts";
import { SectionCard } from "#components/ui/section-card.tsx";

import { AskProvider } from "./ask-provider.tsx";
import { FindingRow } from "./finding-row.tsx";

const kinds = { message_id: "the Message-ID", address: "the address", subject: "the subject" };

interface Asked {
  about: string;
  result: Whereabouts;
}

/** "Why is this not here?": from what is known here, and from the provider where that is not enough. */
export function WhyCard() {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const [isPending, start] = useTransition();
  const find = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const about = textOf(new FormData(event.currentTarget), "about");
    if (about === "") return setRefused("Paste an address, a subject or a Message-ID.");
    // An answer to what was asked before does not stand under another question.
    setAsked(null);
    start(async () => {
      const result = await read<Whereabouts>(`/missing-mail?about=${encodeURIComponent(about)}`);
      setRefused(result.ok ? null : result.error.message);
      setAsked(result.ok ? { about, result: result.data } : null);
    });
  };
  return (
    <SectionCard title="Why is this not here?">
      <form onSubmit={find} className="grid gap-3 p-4">
        <Field
          label="Address, subject or Message-ID"
          name="about"
          maxLength={500}
          autoComplete="off"
          spellCheck={false}
          hint="Of a mail or a person you miss, as you would paste it."
        />
        <div>
          <Button type="submit" pending={isPending}>
            Find out
          </Button>
        </div>
      </form>
      {refused && <ErrorState className="m-4 mt-0" message={refused} />}
      {asked && <Answer key={asked.about} asked={asked} />}
    </SectionCard>
  );
}

function Answer({ asked: { about, result } }: { asked: Asked }) {
  const { understood, findings, askable } = result;
  return (
    <div className="border-t border-border">
      <p role="status" className="px-4 pt-3 text-text-muted">
        {findings.length === 0 ? "Nothing here is known of " : "What is known here of "}
        {kinds[understood.kind]} <span className="break-all text-text">{understood.value}</span>
        {findings.length === 0 ? "." : ":"}
      </p>
      <ul>
        {findings.map((finding, index) => (
          <FindingRow key={`${finding.kind} ${String(index)}`} finding={finding} />
        ))}
      </ul>
      {askable.map((one) => (
        <AskProvider key={one.connectionId} {...one} about={about} />
      ))}
    </div>
  );
}
