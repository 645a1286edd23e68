"use client";

import { memo, useCallback, useState } from "react";

import type { ChatMessage, MessagePart, Source } from "#lib/schemas/chat.ts";
import type { Proposal } from "#lib/schemas/proposals.ts";
import { Loaded } from "#components/ui/loaded.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

import { AnswerEnd } from "./answer-end.tsx";
import { ChoiceList } from "./choice-list.tsx";
import { DecisionLine } from "./decision-line.tsx";
import { Markdown } from "./markdown.tsx";
import { Sources } from "./sources.tsx";
import { ToolLine } from "./tool-line.tsx";
import { UsageLine } from "./usage-line.tsx";

interface AnswerProps {
  message: ChatMessage;
  isLast: boolean;
  /** The option that was clicked of what it asks. */
  chosen: number | null;
  /** Null for whom the role does not let ask. */
  onChoose: ((turnId: string, toolCallId: string, option: number) => void) | null;
  onRetry: ((turnId: string) => void) | null;
}

const loadUndo = () => import("./answer-undo.tsx").then((all) => ({ default: all.AnswerUndo }));
const loadCard = () =>
  import("#components/proposals/proposal-card.tsx").then((all) => ({ default: all.ProposalCard }));

/** What the assistant looked up, said and proposed in one turn, and what that cost. */
export const Answer = memo(function Answer({ message, isLast, chosen, onChoose, onRetry }: AnswerProps) {
  const { parts, metadata } = message;
  const [proposals, setProposals] = useState<ReadonlyMap<string, Proposal>>(() => new Map());
  const [undone, setUndone] = useState(0);
  const noteProposal = useCallback(
    (one: Proposal) => setProposals((before) => new Map([...before, [one.id, one]])),
    [],
  );
  const sources = sourcesOf(parts);
  return (
    <article aria-label="Assistant" className="grid min-w-0 gap-2">
      {isOnlyProposed(message) && (
        <p className="text-text-muted">{writesIn(parts) === 1 ? "I propose this:" : "I propose these:"}</p>
      )}
      {shownOf(parts).map((part, index) =>
        part.type === "data-choice" ? (
          <ChoiceList
            key={part.id}
            choice={part.data}
            chosen={chosen}
            onChoose={isLast && onChoose ? (option) => onChoose(metadata.turnId, part.id, option) : null}
          />
        ) : (
          <Part
            key={"id" in part ? `${part.type} ${part.id}` : index}
            part={part}
            onProposal={noteProposal}
            undone={undone}
            isRunning={metadata.status === "running"}
          />
        ),
      )}
      {metadata.status === "running" && <Meanwhile parts={parts} />}
      {sources.length > 0 && <Sources items={sources} />}
      {metadata.status !== "running" && proposals.size > 0 && (
        <Loaded
          load={loadUndo}
          props={{ proposals: [...proposals.values()], onUndone: () => setUndone((before) => before + 1) }}
        />
      )}
      <AnswerEnd
        metadata={metadata}
        onRetry={isLast && onRetry && metadata.turnId ? () => onRetry(metadata.turnId) : null}
      />
      <UsageLine {...metadata} />
    </article>
  );
});

const cardOf = (part: MessagePart): string | undefined =>
  part.type === "data-tool" ? part.data.proposalId : undefined;

const writesIn = (parts: readonly MessagePart[]): number =>
  parts.filter((part) => cardOf(part) !== undefined).length;

/** Of the writes on one card the first: the card says the rest. */
const shownOf = (parts: readonly MessagePart[]): MessagePart[] =>
  parts.filter((part, index) => {
    const card = cardOf(part);
    return card === undefined || parts.findIndex((one) => cardOf(one) === card) === index;
  });

/** The model said nothing with what it proposed. */
const isOnlyProposed = ({ parts, metadata }: ChatMessage): boolean =>
  metadata.status !== "running" &&
  parts.some(({ type }) => type === "data-proposal") &&
  !parts.some((part) => part.type === "text" && part.text.trim() !== "");

/** Those that the answer links; where it links none, those that were found for it, not for what was said before. */
function sourcesOf(parts: readonly MessagePart[]): Source[] {
  const found = new Set(
    parts
      .flatMap((part) => (part.type === "data-tool" ? (part.data.records ?? []) : []))
      .map(({ href }) => href),
  );
  const all = parts.flatMap((part) => (part.type === "data-sources" ? part.data.items : []));
  // A question names what was found by its options.
  const isQuestion = parts.some(({ type }) => type === "data-choice");
  return all.filter(({ cited, href }) => cited || (!isQuestion && found.has(href)));
}

interface PartProps {
  part: MessagePart;
  onProposal: (proposal: Proposal) => void;
  undone: number;
  isRunning: boolean;
}

function Part({ part, onProposal, undone, isRunning }: PartProps) {
  switch (part.type) {
    case "text":
      return part.text.trim() === "" ? null : <Markdown text={part.text} />;
    case "data-tool":
      return <ToolLine use={part.data} isProposal={part.data.proposalId !== undefined} />;
    case "data-proposal":
      return (
        <Loaded
          load={loadCard}
          props={{ proposalId: part.data.proposalId, inThread: true, onRead: onProposal, undone, isRunning }}
          meanwhile={
            <div className="h-36 rounded-card border border-border bg-surface p-4">
              <Skeleton className="w-1/2" />
            </div>
          }
        />
      );
    case "data-decision":
      return <DecisionLine decision={part.data} />;
    case "data-sources":
    case "data-about":
    case "data-choice":
    case "data-chosen":
      return null;
  }
}

/** What is being waited for, unless a line above says it already. */
function Meanwhile({ parts }: { parts: readonly MessagePart[] }) {
  const last = parts.at(-1);
  if (last?.type === "data-tool" && last.data.state === "running") return null;
  if (last?.type === "text" || last?.type === "data-choice") return null;
  return (
    <p className="appear-late text-text-muted">
      {parts.length === 0 ? "Thinking about your question…" : "Thinking about what was found…"}
    </p>
  );
}
