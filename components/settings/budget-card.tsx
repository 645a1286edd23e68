import Link from "next/link";

import { formatMicros } from "#lib/format/money.ts";
import { formatNumber } from "#lib/format/number.ts";
import { formatDate } from "#lib/format/time.ts";
import type { Usage } from "#lib/schemas/usage.ts";
import { Chart } from "#components/ui/chart.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { SectionCard } from "#components/ui/section-card.tsx";

/** What the assistant may cost today, did cost, and cost on the days before. */
export function BudgetCard({ usage }: { usage: Usage }) {
  const { limitMicros, spentMicros, reservedMicros, byModel, byDay } = usage;
  const used = spentMicros + reservedMicros;
  return (
    <SectionCard title="Budget">
      <div className="grid gap-4 p-4">
        <div className="grid gap-1.5">
          <p className="tabular-nums">
            <strong className="font-medium">{formatMicros(spentMicros)}</strong> of{" "}
            {formatMicros(limitMicros)} spent today
            {reservedMicros > 0 && (
              <span className="text-text-muted">
                {" "}
                · {formatMicros(reservedMicros)} set aside for what runs now
              </span>
            )}
          </p>
          <Progress label="Spent of today’s budget" done={used} total={limitMicros} />
          <p className="text-text-muted">
            {used >= limitMicros && limitMicros > 0
              ? "Today’s budget is spent: the assistant answers again after midnight UTC."
              : "It is the whole workspace’s, for one day in UTC."}{" "}
            <Link href="/settings/usage" className="text-accent underline">
              All usage and limits
            </Link>
          </p>
          {usage.warning && <p className="text-warning">{usage.warning}</p>}
        </div>
        {byModel.length > 0 && <Models models={byModel} />}
        {byDay.length > 1 ? (
          <Chart
            title="Cost by day"
            unit="US cents"
            axis="Day"
            series={[{ key: "cents", label: "Cost in US cents" }]}
            points={byDay.map(({ day, spentMicros: micros }) => ({
              label: formatDate(`${day}T00:00:00Z`, "UTC").slice(0, -5),
              values: { cents: Math.round(micros / 100) / 100 },
            }))}
          />
        ) : (
          <p className="text-text-muted">
            Once the assistant was used on two days, its cost by day stands here.
          </p>
        )}
      </div>
    </SectionCard>
  );
}

function Models({ models }: { models: Usage["byModel"] }) {
  const cell = "border-b border-border py-1.5 pr-4 text-right font-mono tabular-nums last:pr-0";
  return (
    <div className="overflow-x-auto" tabIndex={0} role="group" aria-label="Today by model">
      <table className="w-full min-w-96">
        <thead className="text-text-muted">
          <tr>
            {["Today by model", "Calls", "Read", "Written", "Cost"].map((heading, index) => (
              <th
                key={heading}
                scope="col"
                className={`border-b border-border py-1.5 pr-4 font-normal last:pr-0 ${index === 0 ? "text-left" : "text-right"}`}
              >
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {models.map(({ model, calls, inputTokens, outputTokens, costMicros }) => (
            <tr key={model}>
              <th scope="row" className="border-b border-border py-1.5 pr-4 text-left font-normal">
                {model}
              </th>
              <td className={cell}>{formatNumber(calls)}</td>
              <td className={cell}>{formatNumber(inputTokens)}</td>
              <td className={cell}>{formatNumber(outputTokens)}</td>
              <td className={cell}>{formatMicros(costMicros)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="mt-1 text-small text-text-muted">Read and written in tokens.</p>
    </div>
  );
}
