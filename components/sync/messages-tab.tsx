import { dateWords, formatDate } from "#lib/format/time.ts";
import type { PreviewResult } from "#lib/schemas/previews.ts";
import type { SyncContent } from "#lib/schemas/sync.ts";

import { MonthChart } from "./month-chart.tsx";
import { SenderKinds } from "./sender-kinds.tsx";
import { isSampled } from "./store-words.ts";
import { Ticks } from "./ticks.tsx";

const heading = "mb-2 flex min-h-7 items-center font-semibold max-md:min-h-9";

interface MessagesTabProps {
  result: PreviewResult;
  content: SyncContent;
}

/** When they were, and who they are of. Of a mailbox that was sampled the second is an estimate, and says so. */
export function MessagesTab({ result, content }: MessagesTabProps) {
  const isEstimate = isSampled({ result });
  return (
    <div className="grid gap-x-10 gap-y-6 p-4 lg:grid-cols-[3fr_2fr]">
      <MonthChart months={result.byMonth} total={result.byMonth.reduce((sum, { count }) => sum + count, 0)} />
      <section>
        <h3 className={heading}>
          {content === "meetings" ? "By organiser" : "By sender"}
          {isEstimate && <span className="ml-1.5 font-normal text-text-muted">estimated</span>}
        </h3>
        <SenderKinds kinds={result.bySenderKind} content={content} />
      </section>
      {result.byLabel.length > 0 && (
        <section className="lg:col-start-2">
          <h3 className={heading}>
            By label
            {isEstimate && (
              <span className="ml-1.5 font-normal text-text-muted">of those that were read</span>
            )}
          </h3>
          <Ticks
            list="labels"
            verb="Import mail under"
            rows={result.byLabel.map(({ id, name, count }) => ({ key: id, label: name, count }))}
          />
        </section>
      )}
      {result.samples.length > 0 && (
        <section className="min-w-0 lg:col-span-2">
          <h3 className={heading}>Some of them</h3>
          <ul className="rounded-control border border-border">
            {result.samples.map(({ subject, from, at, startDate }, index) => (
              <li
                key={index}
                className="grid min-h-9 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 border-b border-border px-3 py-1.5 last:border-b-0 md:grid-cols-[minmax(0,3fr)_minmax(0,2fr)_5.5rem]"
              >
                <span dir="auto" className="truncate max-md:col-span-2">
                  {subject || "(no subject)"}
                </span>
                <span className="truncate text-text-muted">{from}</span>
                <span className="text-right text-text-muted tabular-nums">
                  {startDate ? dateWords(startDate) : at ? formatDate(at, "UTC") : "no date"}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
