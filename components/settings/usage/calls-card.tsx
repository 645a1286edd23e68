"use client";

import { type ReactNode, useTransition } from "react";

import { formatMicros } from "#lib/format/money.ts";
import { countOf, formatNumber } from "#lib/format/number.ts";
import type { ModelCall, ModelCallPage } from "#lib/schemas/usage.ts";
import { keepBodies } from "#components/actions/billing.ts";
import { act } from "#components/live/act.ts";
import { usePages } from "#components/live/use-pages.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { IfMay } from "#components/ui/rights.tsx";
import { SectionCard } from "#components/ui/section-card.tsx";
import { ShowMore } from "#components/ui/show-more.tsx";
import { Time } from "#components/ui/time.tsx";

import { outcomeWords, wordsOfUseCase } from "./usage-words.ts";

interface CallsCardProps {
  first: ModelCallPage;
  keepsBodies: boolean;
}

/** Every request to a model: who was asked, by which words, what it read and called, and what came of it. */
export function CallsCard({ first, keepsBodies }: CallsCardProps) {
  const pages = usePages<ModelCall>("/usage/calls?limit=20", first);
  return (
    <SectionCard title="Requests">
      {pages.items.length === 0 ? (
        <EmptyState>Each request to a model will stand here, with what it read and cost.</EmptyState>
      ) : (
        <ul>
          {pages.items.map((call) => (
            <CallRow key={call.id} call={call} />
          ))}
        </ul>
      )}
      {pages.error && (
        <ErrorState className="m-4" message={pages.error.message} requestId={pages.error.requestId} />
      )}
      {pages.hasMore && <ShowMore pending={pages.isLoading} onMore={pages.more} />}
      <Bodies keeps={keepsBodies} />
    </SectionCard>
  );
}

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;

function CallRow({ call }: { call: ModelCall }) {
  const { createdAt, useCase, provider, model, outcome, error, costMicros, totalMs } = call;
  const price = costMicros === null ? "unpriced" : formatMicros(costMicros);
  return (
    <li className="border-b border-border">
      <details className="group">
        <summary className="flex min-h-9 cursor-default flex-wrap items-center gap-x-3 px-4 py-1.5 hover:bg-sunken">
          <span className="min-w-0 grow basis-48 truncate">
            {wordsOfUseCase(useCase)} <span className="text-text-muted">· {model}</span>
          </span>
          {outcome !== "answered" && (
            <Badge {...(outcome === "failed" ? { tone: "warning" as const } : {})}>
              {outcomeWords(outcome)}
            </Badge>
          )}
          <span className="text-text-muted tabular-nums">
            {call.reused
              ? "cached, no cost"
              : `${formatNumber(call.inputTokens + call.outputTokens)} tokens · ${price}`}
            {totalMs !== null && ` · ${seconds(totalMs)}`} · <Time at={createdAt} />
          </span>
        </summary>
        <dl className="grid gap-x-6 gap-y-1 px-4 pt-1 pb-3 text-text-muted sm:grid-cols-[auto_1fr]">
          <Entry term="Asked">
            {provider}/{model}
            {call.promptVersion && `, with the prompt ${call.promptVersion}`}
          </Entry>
          {call.reused && <Entry term="Cached">The same was asked before: nobody was asked again.</Entry>}
          <Entry term="Tokens">
            {formatNumber(call.inputTokens)} read, {formatNumber(call.cachedInputTokens)} of them from the
            cache, {formatNumber(call.outputTokens)} written
          </Entry>
          {call.firstTokenMs !== null && <Entry term="First word">after {seconds(call.firstTokenMs)}</Entry>}
          {error && <Entry term="Error">{error}</Entry>}
          {call.toolCalls.length > 0 && (
            <Entry term="Called">{call.toolCalls.map(({ name }) => name).join(", ")}</Entry>
          )}
          <Entry term="Had read">{countOf(call.readRecords.length, "record")}</Entry>
          {call.hasBodies && (
            <Entry term="Kept">
              <a href={`/api/v1/usage/calls/${call.id}`} className="text-accent hover:underline">
                What was sent and answered
              </a>
            </Entry>
          )}
        </dl>
      </details>
    </li>
  );
}

function Entry({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt>{term}</dt>
      <dd className="min-w-0 break-words text-text">{children}</dd>
    </>
  );
}

/** The workspace's choice; the owner makes it. */
function Bodies({ keeps }: { keeps: boolean }) {
  const [isPending, start] = useTransition();
  const turn = () =>
    start(async () => {
      await act(
        () => keepBodies({ keep: !keeps }),
        keeps ? "Not kept any more" : "Kept from now on",
        () => keepBodies({ keep: keeps }),
      );
    });
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <p className="max-w-prose grow basis-64 text-text-muted">
        {keeps
          ? "What is sent and answered is kept for 30 days, without addresses, numbers and keys. Each person sees their own."
          : "What is sent and answered is not kept, only these figures."}
      </p>
      <IfMay permission="billing:write">
        <Button size="small" pending={isPending} onClick={turn}>
          {keeps ? "Stop keeping it" : "Keep it for 30 days"}
        </Button>
      </IfMay>
    </div>
  );
}
