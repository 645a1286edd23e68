import Link from "next/link";

import { countOf, formatNumber } from "#lib/format/number.ts";
import { formatDate } from "#lib/format/time.ts";
import { type UsageReport, type UsageSums, usageSpans } from "#lib/schemas/usage.ts";
import { Chart } from "#components/ui/chart.tsx";
import { cn } from "#components/ui/cn.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { SectionCard } from "#components/ui/section-card.tsx";

import { costWords, wordsOfUseCase } from "./usage-words.ts";

type Span = (typeof usageSpans)[number];

/** What models were used for and cost: by day, by model, by member and by feature. */
export function UsageCard({ report, days }: { report: UsageReport; days: Span }) {
  const { total, byDay, byModel, byMember, byUseCase, isWhole } = report;
  return (
    <SectionCard title="Usage of models" actions={<Spans days={days} />}>
      {total.calls === 0 ? (
        <EmptyState>
          No model was asked in these {days} days. What it is asked, and what that costs, stands here by day.
        </EmptyState>
      ) : (
        <div className="grid gap-6 p-4">
          <p className="tabular-nums">
            <strong className="font-medium">{costWords(total)}</strong> · {countOf(total.calls, "request")} ·{" "}
            {formatNumber(total.inputTokens)} tokens read, {formatNumber(total.cachedInputTokens)} of them
            from the cache · {formatNumber(total.outputTokens)} written
            {total.reused > 0 && ` · ${formatNumber(total.reused)} cached, at no cost`}
            {total.failed > 0 && ` · ${formatNumber(total.failed)} without an answer`}
            {!isWhole && <span className="text-text-muted"> · yours alone</span>}
          </p>
          <ByDay byDay={byDay} />
          <Breakdown
            title="By model"
            rows={byModel.map((row) => ({ ...row, key: `${row.provider}/${row.model}`, label: row.model }))}
          />
          <Breakdown
            title="By member"
            rows={byMember.map((row) => ({ ...row, key: row.userId, label: row.name ?? "A former member" }))}
          />
          <Breakdown
            title="By feature"
            rows={byUseCase.map((row) => ({ ...row, key: row.useCase, label: wordsOfUseCase(row.useCase) }))}
          />
          {total.unpriced > 0 && (
            <p className="max-w-prose text-small text-text-muted">
              The price of a model that is “unpriced” is not known here. Limits count it by a guess that is
              rather too high. MODEL_PRICES names its price.
            </p>
          )}
        </div>
      )}
    </SectionCard>
  );
}

function Spans({ days }: { days: Span }) {
  return (
    <nav aria-label="Span" className="flex gap-1">
      {usageSpans.map((span) => (
        <Link
          key={span}
          href={`/settings/usage?days=${span}`}
          scroll={false}
          aria-current={span === days ? "page" : undefined}
          className={cn(
            "flex h-7 items-center rounded-control px-2 max-md:h-10",
            span === days ? "bg-accent-soft font-medium" : "text-text-muted hover:bg-sunken hover:text-text",
          )}
        >
          {span} days
        </Link>
      ))}
    </nav>
  );
}

/** In money where there is any; what costs nothing is shown by its tokens. */
function ByDay({ byDay }: Pick<UsageReport, "byDay">) {
  const hasCost = byDay.some(({ costMicros }) => costMicros > 0);
  return (
    <Chart
      title={hasCost ? "Cost by day" : "Tokens by day"}
      unit={hasCost ? "US cents" : "Tokens"}
      axis="Day"
      series={
        hasCost
          ? [{ key: "cents", label: "Cost in US cents" }]
          : [
              { key: "output", label: "Tokens written" },
              { key: "input", label: "Tokens read" },
            ]
      }
      points={byDay.map(({ day, costMicros, inputTokens, outputTokens }) => ({
        label: formatDate(`${day}T00:00:00Z`, "UTC").slice(0, -5),
        values: { cents: Math.round(costMicros / 100) / 100, input: inputTokens, output: outputTokens },
      }))}
    />
  );
}

type Row = UsageSums & { key: string; label: string };

/** Each with a bar of its share: of the money, or of the tokens where there is none. */
function Breakdown({ title, rows }: { title: string; rows: readonly Row[] }) {
  const weigh = rows.some(({ costMicros }) => costMicros > 0)
    ? ({ costMicros }: Row) => costMicros
    : ({ inputTokens, outputTokens }: Row) => inputTokens + outputTokens;
  const whole = rows.reduce((sum, row) => sum + weigh(row), 0);
  const cell = "border-b border-border py-1.5 pl-4 text-right font-mono tabular-nums whitespace-nowrap";
  return (
    <div className="overflow-x-auto" tabIndex={0} role="group" aria-label={title}>
      <table className="w-full table-fixed">
        <thead className="text-text-muted">
          <tr>
            {[title, "Share", "Requests", "Tokens", "Cost"].map((heading, index) => (
              <th
                key={heading}
                scope="col"
                className={cn(
                  "border-b border-border py-1.5 font-normal",
                  index === 0 ? "text-left" : "pl-4 text-right",
                  // The same in each of the three tables below one another.
                  index > 0 && (index === 2 || index === 3 ? "w-24" : "w-28"),
                  (index === 1 || index === 2) && "max-sm:hidden",
                )}
              >
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row" className="border-b border-border py-1.5 text-left font-normal break-words">
                {row.label}
              </th>
              <td className="border-b border-border pl-4 max-sm:hidden">
                <Progress label={`Share of ${row.label}`} done={weigh(row)} total={whole} />
              </td>
              <td className={cn(cell, "max-sm:hidden")}>{formatNumber(row.calls)}</td>
              <td className={cell}>{formatNumber(row.inputTokens + row.outputTokens)}</td>
              <td className={cell}>{costWords(row)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
