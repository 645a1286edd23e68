"use client";

import { useId, useRef, useState } from "react";

import type { Proposal } from "#lib/schemas/proposals.ts";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { useMay } from "#components/ui/rights.tsx";
import { Time } from "#components/ui/time.tsx";
import { useTimeZone } from "#components/ui/time-zone.tsx";
import { useKeys } from "#components/ui/use-keys.ts";

import { Changes } from "./changes.tsx";
import { EditFields } from "./edit-fields.tsx";
import { Excerpts } from "./excerpts.tsx";
import { NamedElsewhere } from "./named-elsewhere.tsx";
import { ProposalSource } from "./proposal-source.tsx";
import { proposalTitle, staleWords } from "./proposal-words.ts";
import { Stale } from "./stale.tsx";
import { approveWords } from "./step-choice.ts";
import { editsOf, type Typed } from "./step-edits.ts";
import { readingsOf } from "./step-reading.ts";
import { StepRows } from "./step-rows.tsx";
import { useDecision } from "./use-decision.ts";
import type { Choosing } from "./use-step-choice.ts";
import { Voice } from "./voice.tsx";
import { WhatStepRead } from "./what-step-read.tsx";

interface OpenProposalProps {
  proposal: Proposal;
  inThread: boolean;
  choice: Choosing;
  /** More steps may come any moment: it cannot be approved yet. */
  isGrowing: boolean;
  onSettled: () => void;
}

const nothing: ReadonlySet<number> = new Set();

/** A proposal that waits. Its keys work while the focus is on it or in it. */
export function OpenProposal({ proposal, inThread, choice, isGrowing, onSettled }: OpenProposalProps) {
  const id = useId();
  const card = useRef<HTMLElement>(null);
  const { steps, changes, error: failed } = proposal;
  const timeZone = useTimeZone();
  const [editing, setEditing] = useState(nothing);
  const [typed, setTyped] = useState<Typed>({});
  const { chosen } = choice;
  const { isPending, error, approve, reject } = useDecision(proposal, onSettled);
  const mayDecide = useMay("proposals:write");
  const canEdit = mayDecide && steps.some(({ fields }) => fields.length > 0);
  const isEditing = editing.size > 0;
  const [only] = steps.length === 1 ? steps : [];
  const refused = error ?? failed;
  const readings = readingsOf(proposal);

  const decide = () => {
    if (isPending || isGrowing || chosen.size === 0) return;
    const edits = editsOf(proposal, typed, editing, timeZone);
    approve({
      ...(Object.keys(edits).length > 0 ? { edits } : {}),
      ...(chosen.size < steps.length ? { include: [...chosen].sort((one, other) => one - other) } : {}),
    });
  };
  const turnEditing = (index: number) =>
    setEditing((before) =>
      before.has(index) ? new Set([...before].filter((one) => one !== index)) : new Set([...before, index]),
    );
  /** The row that has the focus, or else the first that has something to edit. */
  const editByKey = () => {
    const row = document.activeElement?.closest("[data-step]")?.getAttribute("data-step");
    const index = row ? Number(row) : steps.findIndex(({ fields }) => fields.length > 0);
    if (steps[index]?.fields.length) setEditing((before) => new Set([...before, index]));
  };
  const within = (run: () => void) => () => (card.current?.contains(document.activeElement) ? run() : false);
  const group = "On this page" as const;
  const rejectByKey = within(() => (isPending ? undefined : reject()));
  useKeys(
    mayDecide
      ? [
          { keys: "mod+Enter", label: "Approve the proposal", group, whileTyping: true, run: within(decide) },
          ...(canEdit ? [{ keys: "e", label: "Edit the proposal", group, run: within(editByKey) }] : []),
          { keys: "Backspace", label: "Reject the proposal", group, run: rejectByKey },
        ]
      : [],
  );

  const formOf = (index: number) => {
    const step = steps[index];
    return (
      step && (
        <EditFields
          step={step}
          index={index}
          typed={typed[index] ?? {}}
          errors={error?.fields}
          onType={(field, text) =>
            setTyped((before) => ({ ...before, [index]: { ...before[index], [field]: text } }))
          }
        />
      )
    );
  };

  return (
    <article
      ref={card}
      data-row={proposal.id}
      tabIndex={0}
      aria-labelledby={id}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !isEditing) return;
        setEditing(nothing);
        card.current?.focus();
      }}
      className="grid grid-cols-[minmax(0,1fr)] gap-3 rounded-card border border-border bg-surface p-4"
    >
      <header className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
        <h2 id={id} className="min-w-0 text-heading font-semibold break-words">
          {proposalTitle(proposal)}
        </h2>
        <Time at={proposal.createdAt} className="shrink-0 text-small text-text-muted" />
      </header>
      {changes && changes.length > 0 && <Stale words={staleWords(changes)} />}
      {only ? (
        isEditing ? (
          formOf(0)
        ) : (
          <Changes step={only} />
        )
      ) : (
        <StepRows
          {...{ steps, choice, editing, mayDecide, formOf }}
          onEdit={turnEditing}
          readingOf={(index) => (
            <WhatStepRead reading={readings.rows[index]} index={index} source={proposal.source} />
          )}
        />
      )}
      <NamedElsewhere named={readings.card.named} />
      <Voice source={proposal.source} />
      <Excerpts excerpts={readings.card.excerpts} source={proposal.source} />
      {refused && <ErrorState message={refused.message} requestId={error?.requestId} />}
      <footer className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="flex min-w-0 flex-wrap gap-1.5">
          <ProposalSource source={proposal.source} inThread={inThread} />
        </div>
        {mayDecide ? (
          <div className="ml-auto flex flex-wrap gap-2">
            {only && isEditing ? (
              <Button look="quiet" onClick={() => setEditing(nothing)}>
                Cancel
              </Button>
            ) : (
              <>
                <Button look="quiet" title="Backspace" disabled={isPending} onClick={reject}>
                  Reject
                </Button>
                {only && canEdit && (
                  <Button title="E" disabled={isPending} onClick={() => turnEditing(0)}>
                    Edit
                  </Button>
                )}
              </>
            )}
            <Button
              look="primary"
              title={isGrowing ? "Once the answer is complete" : "Ctrl or ⌘ and Enter"}
              pending={isPending}
              disabled={isGrowing || chosen.size === 0}
              onClick={decide}
            >
              {approveWords(chosen.size, steps.length, failed !== null)}
            </Button>
          </div>
        ) : (
          <p className="text-text-muted">
            Your role lets you read here, so you cannot decide this. An owner or admin can change your role.
          </p>
        )}
      </footer>
    </article>
  );
}
