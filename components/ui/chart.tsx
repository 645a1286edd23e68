"use client";

import dynamic from "next/dynamic";
import { useRef, useState } from "react";

import { formatNumber } from "#lib/format/number.ts";

import { Button } from "./button.tsx";
import { chartColor, type ChartProps } from "./chart-props.ts";
import { Skeleton } from "./skeleton.tsx";
import { useNear } from "./use-near.ts";

const Bars = dynamic(() => import("./chart-bars.tsx"), {
  ssr: false,
  loading: () => <Skeleton className="h-full" />,
});

/** Bars, stacked when there are several series; the same as a table for those who prefer to read. */
export function Chart(props: ChartProps) {
  const [asTable, setAsTable] = useState(false);
  return (
    <figure className="min-w-0">
      <div className="mb-2 flex items-center justify-between gap-4">
        <figcaption className="min-w-0 text-text-muted">
          {props.series.map(({ key, label }, index) => (
            <span key={key} className="mr-3 inline-flex items-center gap-1.5">
              <span
                aria-hidden="true"
                className="size-2.5 rounded-[2px]"
                style={{ background: chartColor(index) }}
              />
              {label}
            </span>
          ))}
        </figcaption>
        <Button size="small" look="quiet" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {asTable ? "Show the chart" : "Show as a table"}
        </Button>
      </div>
      <div className="h-52">{asTable ? <Numbers {...props} /> : <Picture {...props} />}</div>
    </figure>
  );
}

function Picture(props: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const isNear = useNear(place);
  const sums = props.series.map(({ key, label }) => {
    const sum = props.points.reduce((before, { values }) => before + (values[key] ?? 0), 0);
    return `${label} ${formatNumber(sum)}`;
  });
  return (
    <div ref={place} role="img" aria-label={`${props.title}. ${sums.join(", ")} in all.`} className="h-full">
      {isNear ? <Bars {...props} /> : <Skeleton className="h-full" />}
    </div>
  );
}

function Numbers({ title, axis, points, series }: ChartProps) {
  const cell = "border-b border-border py-1 pr-4 font-normal";
  return (
    <div className="h-full overflow-y-auto" tabIndex={0} role="group" aria-label={title}>
      <table className="w-full max-w-md">
        <thead className="text-text-muted">
          <tr>
            <th scope="col" className={`${cell} text-left`}>
              {axis}
            </th>
            {series.map(({ key, label }) => (
              <th key={key} scope="col" className={`${cell} text-right`}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {points.map(({ label, values }) => (
            <tr key={label}>
              <th scope="row" className={`${cell} text-left`}>
                {label}
              </th>
              {series.map(({ key }) => (
                <td key={key} className={`${cell} text-right font-mono tabular-nums`}>
                  {formatNumber(values[key] ?? 0)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
