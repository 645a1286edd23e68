import Link from "next/link";

import { formatNumber } from "#lib/format/number.ts";
import type { DayItem, DayItems } from "#lib/schemas/reconciliation.ts";
import { Time } from "#components/ui/time.tsx";

import { Counts } from "../counts.tsx";
import { byCount, skipWords } from "../reasons.ts";
import { DayActs } from "./day-acts.tsx";
import { type DayWords, dayWords } from "./day-sums.ts";
import type { AccountPlace } from "./place.ts";

const states = { failed: "Failed", skipped: "Left out" };

interface DayPanelProps {
  place: AccountPlace & { day: string };
  found: DayItems;
  canAsk: boolean;
  canFetch: boolean;
  words: DayWords;
}

/** The account of one day: what its number is made of, and each item that is not here. */
export function DayPanel({
  place: { id, source, day },
  found: { day: count, items },
  canAsk,
  canFetch,
  words,
}: DayPanelProps) {
  return (
    <section aria-label={dayWords(day)} className="grid gap-4 rounded-control border border-border p-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 className="font-semibold">{dayWords(day)}</h3>
        {count && (
          <p className="text-text-muted">
            {words.asked} <Time at={count.countedAt} />
          </p>
        )}
      </div>
      {!count && (
        <p className="text-text-muted">
          {source === "file" ? "The file has nothing of this day." : "This day was not counted yet."}
        </p>
      )}
      {count && (
        <Counts
          rows={[
            { label: "here", count: count.stored },
            ...byCount(count.skippedBy).map(([code, number]) => ({
              label: `left out: ${lower(code)}`,
              count: number,
            })),
            ...byCount(count.leftOutBy).map(([code, number]) => ({
              label: `not asked for: ${lower(code)}`,
              count: number,
            })),
            { label: "failed", count: count.failed },
            { label: words.lacking, count: count.missing },
          ]}
          total={{ label: words.at, count: count.provider }}
        />
      )}
      {count && count.goneThere > 0 && (
        <p className="text-text-muted">
          Besides, {count.goneThere} of what is here was not in Google’s list of the day: deleted or moved
          there since, or dated otherwise. The next sync settles it.
        </p>
      )}
      {canAsk && (
        <DayActs
          id={id}
          source={source}
          range={{ from: day, to: day }}
          words={source === "file" ? null : `Count this day${count ? " again" : ""}`}
          missing={canFetch && count ? count.missing + count.failed : 0}
          job={null}
        />
      )}
      {items.length > 0 && (
        <ul aria-label="Not here" className="rounded-control border border-border">
          {items.map((item) => (
            <Item key={item.item} item={item} isOfFile={source === "file"} lacking={words.lacking} />
          ))}
        </ul>
      )}
    </section>
  );
}

const lower = (code: string): string => {
  const words = skipWords(code);
  return words.charAt(0).toLowerCase() + words.slice(1);
};

interface ItemProps {
  item: DayItem;
  isOfFile: boolean;
  lacking: string;
}

function Item({ item: { item, state, reason, error, at, batchId }, isOfFile, lacking }: ItemProps) {
  return (
    <li className="flex min-h-9 flex-wrap items-center gap-x-4 gap-y-0.5 border-b border-border px-3 py-1.5 last:border-b-0">
      <span className="font-medium first-letter:uppercase">
        {state === "missing" ? lacking : states[state]}
      </span>
      <span className="min-w-0 grow basis-48 text-text-muted">
        {error ?? (reason ? skipWords(reason) : "Nothing of it has come in yet")}
      </span>
      <span className="max-w-full truncate font-mono text-small text-text-muted">
        {isOfFile ? `No. ${formatNumber(Number(item) + 1)} in the file` : item}
      </span>
      {at && batchId && (
        <Link href={`/sync?import=${batchId}`} className="text-small text-accent hover:underline">
          <Time at={at} />
        </Link>
      )}
    </li>
  );
}
