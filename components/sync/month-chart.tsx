"use client";

import { useState } from "react";

import { formatNumber } from "#lib/format/number.ts";
import { Button } from "#components/ui/button.tsx";

import { type MonthCount, type Span, spansOf } from "./months.ts";

/** As many bars as have room for a number and a name each. */
const labelledMax = 14;

/** Messages over time as bars, or as a table for those who prefer to read. */
export function MonthChart({ months, total }: { months: readonly MonthCount[]; total: number }) {
  const [asTable, setAsTable] = useState(false);
  const spans = spansOf(months);
  return (
    <section className="min-w-0">
      <div className="mb-2 flex items-center justify-between gap-4">
        <h3 className="font-semibold">Over time</h3>
        <Button size="small" look="quiet" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {asTable ? "Show the chart" : "Show as a table"}
        </Button>
      </div>
      {asTable ? <SpanTable spans={spans} total={total} /> : <Bars spans={spans} />}
    </section>
  );
}

function Bars({ spans }: { spans: readonly Span[] }) {
  const most = Math.max(1, ...spans.map(({ count }) => count));
  const labelled = spans.length <= labelledMax;
  return (
    <div>
      <div
        role="img"
        aria-label={`Messages over time: ${spans.map(({ label, count }) => `${label} ${formatNumber(count)}`).join(", ")}`}
        className="grid h-36 border-b border-border"
        style={{ gridTemplateColumns: `repeat(${spans.length}, minmax(0, 56px))` }}
      >
        {spans.map(({ key, label, count }) => (
          <div
            key={key}
            title={`${label}: ${formatNumber(count)}`}
            className="flex flex-col justify-end px-[12%]"
          >
            {labelled && (
              <span className="text-center text-small text-text-muted tabular-nums">
                {formatNumber(count)}
              </span>
            )}
            <div
              className="rounded-t-[3px] bg-accent"
              style={{ height: count === 0 ? 0 : `max(2px, ${(count / most) * 80}%)` }}
            />
          </div>
        ))}
      </div>
      <div
        aria-hidden="true"
        className="mt-1 grid text-small text-text-muted"
        style={{ gridTemplateColumns: `repeat(${spans.length}, minmax(0, 56px))` }}
      >
        {spans.map(({ key, label, short }, index) => (
          <span key={key} className="text-center whitespace-nowrap">
            {labelled ? short : index === 0 || index === spans.length - 1 ? label : ""}
          </span>
        ))}
      </div>
    </div>
  );
}

function SpanTable({ spans, total }: { spans: readonly Span[]; total: number }) {
  const cell = "border-b border-border py-1.5 text-left font-normal";
  return (
    <div className="max-h-72 overflow-y-auto" tabIndex={0} role="group" aria-label="Messages over time">
      <table className="w-full max-w-xs">
        <thead className="text-text-muted">
          <tr>
            <th scope="col" className={cell}>
              When
            </th>
            <th scope="col" className={`${cell} text-right`}>
              Messages
            </th>
          </tr>
        </thead>
        <tbody>
          {[...spans, { key: "all", label: "In all", count: total }].map(({ key, label, count }) => (
            <tr key={key} className="last:font-medium">
              <th scope="row" className={cell}>
                {label}
              </th>
              <td className={`${cell} text-right font-mono tabular-nums`}>{formatNumber(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
