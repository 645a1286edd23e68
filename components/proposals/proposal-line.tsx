"use client";

import { Check, CircleAlert, Clock, X } from "lucide-react";
import Link from "next/link";
import { useTransition } from "react";

import type { Proposal } from "#lib/schemas/proposals.ts";
import { callBackMail } from "#components/actions/mail.ts";
import { actOnEach } from "#components/live/act.ts";
import { GoesIn } from "#components/mail/goes-in.tsx";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { useRights } from "#components/ui/rights.tsx";
import { Time } from "#components/ui/time.tsx";
import { showToast } from "#components/ui/toast-store.ts";

import { outsideWords, proposalTitle, standingOf } from "./proposal-words.ts";
import { DoneSteps } from "./done-steps.tsx";
import { useReopen } from "./use-decision.ts";
import { useTryAgain } from "./use-try-again.ts";
import { useUndo } from "./use-undo.ts";

const standings = {
  done: { words: "Approved", icon: Check, tone: "text-positive" },
  held: { words: "Approved, not gone yet", icon: Clock, tone: "text-accent" },
  sending: { words: "Approved, being done", icon: Clock, tone: "text-text-muted" },
  rejected: { words: "Rejected", icon: X, tone: "text-text-muted" },
  failed: { words: "Failed", icon: CircleAlert, tone: "text-danger" },
  waiting: { words: "Waiting", icon: Check, tone: "text-text-muted" },
  takenBack: { words: "Taken back", icon: Check, tone: "text-text-muted" },
} as const;

interface ProposalLineProps {
  proposal: Proposal;
  onSettled: () => void;
  /** In the conversation that it came from: the answer has the way back for all of it. */
  inThread?: boolean;
  /** Of several steps, whether each is shown from the start. */
  isOpen?: boolean;
}

/** A decided proposal: what became of it, also outside, and the way back. */
export function ProposalLine({ proposal, onSettled, inThread = false, isOpen = false }: ProposalLineProps) {
  const { id, changeSetId, decidedAt, reason, effects, steps } = proposal;
  const isSeveral = steps.length > 1;
  const may = useRights();
  const { isPending, isUndone, undo } = useUndo(changeSetId, onSettled);
  const standing = isUndone ? "takenBack" : standingOf(proposal);
  const outside = isUndone ? null : outsideWords(proposal);
  const { words, icon: Icon, tone } = standings[standing];
  const failedJobs = effects.flatMap(({ state, jobId }) => (state === "failed" && jobId ? [jobId] : []));
  return (
    <div className="flex min-h-9 flex-wrap items-center gap-x-2.5 py-1">
      <Icon aria-hidden="true" className={cn("size-4 shrink-0 stroke-[1.5]", tone)} />
      <div className="min-w-0 grow basis-40 break-words" role="status">
        <span className="sr-only">{words}: </span>
        <span
          className={cn(
            (standing === "takenBack" || standing === "rejected") &&
              "text-text-muted line-through decoration-1",
          )}
        >
          {proposalTitle(proposal, standing === "done" || standing === "takenBack")}
        </span>
        {reason && <span className="text-text-muted"> · {reason}</span>}
        {standing === "held" && outside === null && <GoesIn at={heldUntilOf(effects)} />}
        {outside && (
          <p className={cn("text-small", standing === "failed" ? "text-danger" : "text-text-muted")}>
            {outside}
          </p>
        )}
      </div>
      {decidedAt && <Time at={decidedAt} className="shrink-0 text-small text-text-muted max-sm:hidden" />}
      {standing === "rejected" && (
        <>
          <span className="shrink-0 text-small text-text-muted">Rejected</span>
          {may("proposals:write") && <Reopen id={id} onSettled={onSettled} />}
        </>
      )}
      {standing === "takenBack" && <span className="shrink-0 text-small text-text-muted">Taken back</span>}
      {standing === "failed" && failedJobs.length > 0 && may("jobs:write") && (
        <TryAgain jobIds={failedJobs} onSettled={onSettled} />
      )}
      {standing === "held" && may("mail:write") && <CallBack effects={effects} onSettled={onSettled} />}
      {changeSetId !== null && standing !== "takenBack" && standing !== "held" && (
        <>
          <Link
            href={`/activity?change=${changeSetId}`}
            prefetch={false}
            className="shrink-0 text-text-muted hover:text-text hover:underline"
          >
            See it
          </Link>
          {may("changes:write") &&
            effects.every((effect) => !hasGone(effect)) &&
            !(inThread && isSeveral) && (
              <Button
                size="small"
                look="quiet"
                className="-mr-2 text-accent"
                pending={isPending}
                onClick={undo}
              >
                {isSeveral ? "Undo all" : "Undo"}
              </Button>
            )}
        </>
      )}
      {isSeveral && changeSetId !== null && (
        <DoneSteps key={standing} proposal={proposal} isOpen={isOpen} onSettled={onSettled} />
      )}
    </div>
  );
}

type Effect = Proposal["effects"][number];

/** What was held and is held no more cannot be taken back. */
const hasGone = ({ heldUntil, state }: Effect): boolean =>
  heldUntil !== null && (state === "done" || state === "sending");

const heldUntilOf = (effects: readonly Effect[]): string | null =>
  effects.find(({ state }) => state === "held")?.heldUntil ?? null;

function CallBack({ effects, onSettled }: { effects: readonly Effect[]; onSettled: () => void }) {
  const [isPending, start] = useTransition();
  const held = effects.filter(({ state }) => state === "held").map(({ effectId }) => effectId);
  const callBack = () =>
    start(async () => {
      const { refusal } = await actOnEach(held, (id) => callBackMail({ id }));
      if (refusal) showToast({ text: refusal, tone: "danger" });
      onSettled();
    });
  return (
    <Button size="small" pending={isPending} onClick={callBack}>
      Call back
    </Button>
  );
}

function Reopen({ id, onSettled }: { id: string; onSettled: () => void }) {
  const { isPending, undo } = useReopen(id, onSettled);
  return (
    <Button size="small" look="quiet" className="-mr-2 text-accent" pending={isPending} onClick={undo}>
      Undo
    </Button>
  );
}

function TryAgain({ jobIds, onSettled }: { jobIds: readonly string[]; onSettled: () => void }) {
  const { isPending, again } = useTryAgain(jobIds, onSettled);
  return (
    <Button size="small" pending={isPending} onClick={again}>
      Try again
    </Button>
  );
}
