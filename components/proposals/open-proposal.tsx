"use client";

import { useId, useRef, useState } from "react";

import type { Proposal } from "#lib/schemas/proposals.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Time } from "#components/ui/time.tsx";
import { useTimeZone } from "#components/ui/time-zone.tsx";
import { useKeys } from "#components/ui/use-keys.ts";

import { EditFields } from "./edit-fields.tsx";
import { Excerpts } from "./excerpts.tsx";
import { fromControl } from "./field-values.ts";
import { NamedElsewhere } from "./named-elsewhere.tsx";
import { ProposalSource } from "./proposal-source.tsx";
import { ProposalSteps } from "./proposal-steps.tsx";
import { proposalTitle, staleWords } from "./proposal-words.ts";
import { type Edits, useDecision } from "./use-decision.ts";
import { Voice } from "./voice.tsx";

interface OpenProposalProps {
  proposal: Proposal;
  inThread: boolean;
  onSettled: () => void;
}

type Typed = Record<number, Record<string, string>>;

/** A proposal that waits. Its keys work while the focus is on it or in it. */
export function OpenProposal({ proposal, inThread, onSettled }: OpenProposalProps) {
  const id = useId();
  const card = useRef<HTMLElement>(null);
  const { steps, changes, error: failed } = proposal;
  const timeZone = useTimeZone();
  const [isEditing, setEditing] = useState(false);
  const [typed, setTyped] = useState<Typed>({});
  const [chosen, setChosen] = useState<ReadonlySet<number>>(() => new Set(steps.keys()));
  const { isPending, error, approve, reject } = useDecision(proposal, onSettled);
  const canEdit = steps.some(({ fields }) => fields.length > 0);
  const refused = error ?? failed;

  const decide = () => {
    if (isPending || chosen.size === 0) return;
    const edits = editsOf(proposal, typed, timeZone);
    approve({
      ...(isEditing && Object.keys(edits).length > 0 ? { edits } : {}),
      ...(chosen.size < steps.length ? { include: [...chosen].sort((one, other) => one - other) } : {}),
    });
  };
  const toggle = (index: number) =>
    setChosen(
      (before) =>
        new Set(before.has(index) ? [...before].filter((one) => one !== index) : [...before, index]),
    );
  const within = (run: () => void) => () => (card.current?.contains(document.activeElement) ? run() : false);
  const group = "On this page" as const;
  useKeys([
    { keys: "mod+Enter", label: "Approve the proposal", group, whileTyping: true, run: within(decide) },
    ...(canEdit
      ? [{ keys: "e", label: "Edit the proposal", group, run: within(() => setEditing(true)) }]
      : []),
    {
      keys: "Backspace",
      label: "Reject the proposal",
      group,
      run: within(() => (isPending ? undefined : reject())),
    },
  ]);

  return (
    <article
      ref={card}
      data-row={proposal.id}
      tabIndex={0}
      aria-labelledby={id}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !isEditing) return;
        setEditing(false);
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
      {isEditing ? (
        steps.map((step, index) => (
          <EditFields
            key={index}
            step={step}
            index={index}
            typed={typed[index] ?? {}}
            errors={error?.fields}
            onType={(field, text) =>
              setTyped((before) => ({ ...before, [index]: { ...before[index], [field]: text } }))
            }
          />
        ))
      ) : (
        <ProposalSteps steps={steps} chosen={chosen} onToggle={toggle} />
      )}
      <NamedElsewhere excerpts={proposal.excerpts} />
      <Voice source={proposal.source} />
      <Excerpts excerpts={proposal.excerpts} source={proposal.source} />
      {refused && <ErrorState message={refused.message} requestId={error?.requestId} />}
      <footer className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="flex min-w-0 flex-wrap gap-1.5">
          <ProposalSource source={proposal.source} inThread={inThread} />
        </div>
        <div className="ml-auto flex flex-wrap gap-2">
          {isEditing ? (
            <Button look="quiet" onClick={() => setEditing(false)}>
              Cancel
            </Button>
          ) : (
            <>
              <Button look="quiet" title="Backspace" disabled={isPending} onClick={reject}>
                Reject
              </Button>
              {canEdit && (
                <Button title="E" disabled={isPending} onClick={() => setEditing(true)}>
                  Edit
                </Button>
              )}
            </>
          )}
          <Button
            look="primary"
            title="Ctrl or ⌘ and Enter"
            pending={isPending}
            disabled={chosen.size === 0}
            onClick={decide}
          >
            {failed ? "Approve again" : "Approve"}
          </Button>
        </div>
      </footer>
    </article>
  );
}

function Stale({ words }: { words: readonly string[] }) {
  return (
    <div role="alert" className="grid justify-items-start gap-1 rounded-control bg-warning-soft px-3 py-2.5">
      <Badge tone="warning">Changed meanwhile</Badge>
      <p>
        This changed after it was proposed, so nothing was written. Look again, then approve or reject it.
      </p>
      <ul className="min-w-0 break-words">
        {words.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}

/** What was typed and differs from what was proposed, by step. */
function editsOf({ steps }: Proposal, typed: Typed, timeZone: string): Edits {
  const edits = steps.flatMap((step, index) => {
    const changed = Object.entries(typed[index] ?? {}).flatMap(([name, text]) => {
      const field = step.fields.find((one) => one.field === name);
      return field ? [[name, fromControl(field, text, timeZone)] as const] : [];
    });
    return changed.length > 0 ? [[String(index), Object.fromEntries(changed)] as const] : [];
  });
  return Object.fromEntries(edits);
}
