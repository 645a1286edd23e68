"use client";

import Link from "next/link";
import { useState } from "react";

import { dateWords } from "#lib/format/time.ts";
import type { Batch, BatchItem, BatchItemState } from "#lib/schemas/batches.ts";
import { usePages } from "#components/live/use-pages.ts";
import { Badge } from "#components/ui/badge.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { ShowMore } from "#components/ui/show-more.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { Time, WholeDay } from "#components/ui/time.tsx";

import { skipWords } from "./reasons.ts";
import { itemWords, sourceWords, unnamedWords } from "./source-words.ts";

type Shown = BatchItemState | "all";

/** Each message or meeting that an import came to, and what became of it. */
export function BatchItems({ batch }: { batch: Batch }) {
  const [shown, setShown] = useState<Shown>("all");
  const { counts } = batch;
  // What another import had brought before stands with that one.
  const skipped = counts.skipped - (batch.skippedBy["already_stored"] ?? 0);
  const options = [
    { value: "all" as const, label: "All", count: 1 },
    { value: "stored" as const, label: "Stored", count: counts.stored },
    { value: "skipped" as const, label: "Skipped", count: skipped },
    { value: "failed" as const, label: "Failed", count: counts.failed },
  ].filter(({ count }) => count > 0);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      {options.length > 2 && (
        <Segmented
          label="Which of them"
          value={shown}
          options={options}
          className="w-fit"
          onChange={setShown}
        />
      )}
      <Items key={shown} batch={batch} state={shown === "all" ? null : shown} />
    </div>
  );
}

function Items({ batch, state }: { batch: Batch; state: BatchItemState | null }) {
  const list = usePages<BatchItem>(
    `/batches/${batch.id}/items?limit=20${state ? `&state=${state}` : ""}`,
    null,
  );
  const { many } = sourceWords(batch);
  if (list.error && list.items.length === 0) {
    return <ErrorState message={list.error.message} requestId={list.error.requestId} />;
  }
  if (list.isLoading && list.items.length === 0) return <SkeletonRows count={4} label="Loading" />;
  if (list.items.length === 0) return <p className="text-text-muted">{emptyWords(batch, many)}</p>;
  return (
    <section aria-label={`Its ${many}`} className="rounded-control border border-border bg-surface">
      <ul>
        {list.items.map((item) => (
          <Item key={item.id} item={item} source={batch.source} />
        ))}
      </ul>
      {list.hasMore && <ShowMore pending={list.isLoading} onMore={list.more} />}
    </section>
  );
}

function emptyWords({ status, counts }: Batch, many: string): string {
  if (status === "queued" || status === "running") return `No ${many} yet.`;
  return counts.skipped > 0
    ? `All of its ${many} had come in before, and stand with the import that brought them.`
    : `It came to no ${many}.`;
}

/** What it is called, who it is from and when; of what is not here, why. */
function Item({ item, source }: { item: BatchItem; source: Batch["source"] }) {
  const { state, subject, from, at, startDate, threadId, eventId, reason, error } = item;
  const href = eventId ? `/calendar?event=${eventId}` : threadId ? `/inbox/${threadId}` : null;
  const why = error ?? (reason ? skipWords(reason) : null);
  const nameless =
    state === "stored" || source === "file" ? itemWords(source, item.item) : unnamedWords(source);
  return (
    <li className="grid min-h-9 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 border-b border-border px-3 py-1.5 last:border-b-0 sm:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_9rem]">
      <span className="flex min-w-0 items-center gap-2 max-sm:col-span-2">
        {state !== "stored" && (
          <Badge tone={state === "failed" ? "danger" : "neutral"}>
            {state === "failed" ? "Failed" : "Skipped"}
          </Badge>
        )}
        {href ? (
          <Link href={href} prefetch={false} dir="auto" className="truncate text-accent hover:underline">
            {subject === null || subject === "" ? "No subject" : subject}
          </Link>
        ) : (
          <span className="min-w-0 break-words">
            {subject !== null && <span className="font-medium">{subject || "No subject"} · </span>}
            {why ?? "Not to be seen by you"}
          </span>
        )}
      </span>
      <span className="min-w-0 truncate text-text-muted">
        {href || from !== null || subject !== null ? from : nameless}
      </span>
      {startDate ? (
        <WholeDay date={startDate} className="text-right text-text-muted">
          {dateWords(startDate)}, all day
        </WholeDay>
      ) : (
        at && <Time at={at} className="text-right text-text-muted" />
      )}
    </li>
  );
}
