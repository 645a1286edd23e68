"use client";

import { Undo2 } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useCallback, useMemo, useState, useTransition } from "react";

import { countOf, formatNumber } from "#lib/format/number.ts";
import type { Batch, KeptRecord } from "#lib/schemas/batches.ts";
import { takeBackConnection, undoBatches } from "#components/actions/sync.ts";
import { useAnnounced } from "#components/live/use-announced.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { cn } from "#components/ui/cn.ts";
import { useMay } from "#components/ui/rights.tsx";
import { SectionCard } from "#components/ui/section-card.tsx";
import { SelectionBar } from "#components/ui/selection-bar.tsx";
import { Time } from "#components/ui/time.tsx";
import { showToast } from "#components/ui/toast-store.ts";
import { useSelection } from "#components/ui/use-selection.ts";

import { statusWords } from "../batch-status.ts";
import { sourceWords } from "../source-words.ts";
import { JobLine } from "./job-line.tsx";

interface ImportsCardProps {
  connectionId: string;
  batches: readonly Batch[];
  isOwn: boolean;
}

/** Everything the account ever brought, in the order it came; one, several or all can be taken back. */
export function ImportsCard({ connectionId, batches, isOwn }: ImportsCardProps) {
  const maySync = useMay("sync:write");
  const standing = useMemo(
    () => batches.filter(({ status }) => status !== "undone" && status !== "undoing").map(({ id }) => id),
    [batches],
  );
  const selection = useSelection(standing);
  const router = useRouter();
  const [isPending, start] = useTransition();
  const [jobId, setJobId] = useState<string | null>(null);
  const end = useCallback(() => setJobId(null), []);
  useAnnounced(["batch.changed"]);
  const takeBack = (all: boolean) =>
    start(async () => {
      const result = all
        ? await takeBackConnection({ id: connectionId })
        : await undoBatches({ ids: [...selection.ids] });
      if (!result.ok) return showToast({ text: result.error.message, tone: "danger" });
      selection.clear();
      setJobId(result.data.jobId);
      router.refresh();
    });
  return (
    <SectionCard
      title="Imports"
      count={batches.length > 0 ? formatNumber(batches.length) : undefined}
      actions={
        isOwn &&
        maySync &&
        standing.length > 0 && (
          <Button size="small" look="quiet" pending={isPending} onClick={() => takeBack(true)}>
            <Undo2 aria-hidden="true" /> Take everything back
          </Button>
        )
      }
    >
      {batches.length === 0 && (
        <p className="px-4 py-3 text-text-muted">Nothing was imported from here yet.</p>
      )}
      {jobId && (
        <div className="border-b border-border px-4 py-3">
          <JobLine
            key={jobId}
            jobId={jobId}
            label="Taking back"
            unit="items"
            done="Taken back"
            onEnded={end}
          />
        </div>
      )}
      <ul>
        {batches.map((batch) => (
          <ImportRow
            key={batch.id}
            batch={batch}
            isSelected={selection.ids.has(batch.id)}
            isSelectable={maySync}
            onToggle={standing.includes(batch.id) ? (range) => selection.toggle(batch.id, range) : null}
          />
        ))}
      </ul>
      <Kept records={batches.flatMap(({ kept, status }) => (status === "undone" ? kept : []))} />
      <SelectionBar selection={selection} words={`${countOf(selection.ids.size, "import")} selected`}>
        <Button look="danger" size="small" pending={isPending} onClick={() => takeBack(false)}>
          <Undo2 aria-hidden="true" /> Take back
        </Button>
      </SelectionBar>
    </SectionCard>
  );
}

interface ImportRowProps {
  batch: Batch;
  isSelected: boolean;
  isSelectable: boolean;
  /** Null where nothing is left to take back. */
  onToggle: ((range: boolean) => void) | null;
}

function ImportRow({ batch, isSelected, isSelectable, onToggle }: ImportRowProps) {
  const { id, counts, status, createdAt, previewId } = batch;
  const { words, tone } = statusWords(status);
  const { one, many } = sourceWords(batch);
  const name = `${previewId ? "First import" : "What came later"}, ${countOf(counts.stored, one, many)}`;
  return (
    <li
      className={cn(
        "flex items-center gap-3 border-b border-border px-4 py-2 last:border-b-0",
        isSelected && "bg-accent-soft",
      )}
    >
      {isSelectable && (
        <Checkbox
          aria-label={`Select ${name}`}
          checked={isSelected}
          disabled={onToggle === null}
          onChange={() => undefined}
          onClick={(event) => onToggle?.(event.shiftKey)}
        />
      )}
      <div className="grid min-w-0 grow gap-0.5">
        <span className="flex items-center justify-between gap-3">
          <Link href={`/sync?import=${id}`} className="min-w-0 truncate font-medium hover:underline">
            {previewId ? "First import" : "What came later"}
          </Link>
          <Badge tone={tone}>{words}</Badge>
        </span>
        <span className="flex justify-between gap-3 text-small text-text-muted">
          <span>
            {countOf(counts.stored, one, many)}
            {counts.failed > 0 && ` · ${formatNumber(counts.failed)} failed`}
          </span>
          <Time at={createdAt} />
        </span>
      </div>
    </li>
  );
}

/** What taking back left, because somebody worked on it since or something still uses it. */
function Kept({ records }: { records: readonly KeptRecord[] }) {
  const shown = [...new Map(records.map((record) => [record.id, record])).values()];
  if (shown.length === 0) return null;
  return (
    <section aria-label="Kept" className="border-t border-border px-4 py-3">
      <h3 className="font-semibold">Kept when it was taken back</h3>
      <ul className="mt-1 text-text-muted">
        {shown.slice(0, 50).map((record) => (
          <li key={record.id}>
            {record.table === "contacts" ? (
              <Link href={`/contacts/${record.id}`} className="text-accent hover:underline">
                {record.name}
              </Link>
            ) : (
              <span className="text-text">{record.name}</span>
            )}
            : {record.why}
          </li>
        ))}
      </ul>
    </section>
  );
}
