import Link from "next/link";

import type { DayItem, DayItems, DaySource } from "#lib/schemas/reconciliation.ts";
import { Time } from "#components/ui/time.tsx";

import { Counts } from "../counts.tsx";
import { byCount, skipWords } from "../reasons.ts";
import { itemWords, unnamedWords } from "../source-words.ts";
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
            <Item key={item.item} item={item} source={source} lacking={words.lacking} />
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
  source: DaySource;
  lacking: string;
}

/** What it is called as far as that is known, and why it is not here. */
function Item({ item, source, lacking }: ItemProps) {
  const { state, reason, error, batchId, subject, from, itemAt } = item;
  return (
    <li className="grid gap-0.5 border-b border-border px-3 py-1.5 last:border-b-0">
      <p className="flex flex-wrap items-baseline gap-x-3">
        {subject === null ? (
          <>
            <span>{nameless(item, source)}</span>
            {source !== "file" && (
              <span className="max-w-full truncate font-mono text-small text-text-muted">{item.item}</span>
            )}
          </>
        ) : (
          <>
            <span dir="auto" className="min-w-0 font-medium break-words">
              {subject || "No subject"}
            </span>
            <span className="min-w-0 break-words text-text-muted">{from}</span>
          </>
        )}
        {itemAt && <Time at={itemAt} className="text-small text-text-muted" />}
      </p>
      <p className="flex flex-wrap items-baseline gap-x-3 text-text-muted">
        <span className="min-w-0 break-words">
          <span className="inline-block first-letter:uppercase">
            {state === "missing" ? lacking : states[state]}
          </span>
          : {error ?? (reason ? lower(reason) : "nothing of it has come in yet")}
        </span>
        {batchId && (
          <Link href={`/sync?import=${batchId}`} className="text-small text-accent hover:underline">
            Open its import
          </Link>
        )}
      </p>
    </li>
  );
}

function nameless({ item, state }: DayItem, source: DaySource): string {
  if (source === "file") return itemWords(source, item);
  return state === "missing" ? "Not read yet, so its name is not known" : unnamedWords(source);
}
