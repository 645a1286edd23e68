import { Fragment } from "react";

import { formatNumber } from "#lib/format/number.ts";

export interface Part {
  count: number;
  label: string;
  /** Written with "≈". */
  isEstimate?: boolean;
}

export const partNumber = ({ count, isEstimate }: Part): string =>
  `${isEstimate ? "≈" : ""}${formatNumber(count)}`;

/** A total and what it is made of, so that anybody can add it up: "1,659 in the file = 1,657 stored + 2 skipped". */
export function Sum({ total, parts }: { total: Part; parts: readonly Part[] }) {
  return (
    <dl className="flex flex-wrap items-start gap-x-3 gap-y-2">
      <Term part={total} />
      {parts.map((part, index) => (
        <Fragment key={part.label}>
          <span aria-hidden="true" className="font-mono text-heading text-text-muted">
            {index === 0 ? "=" : "+"}
          </span>
          <Term part={part} />
        </Fragment>
      ))}
    </dl>
  );
}

function Term({ part }: { part: Part }) {
  return (
    <div className="flex flex-col-reverse">
      <dt className="text-small text-text-muted">{part.label}</dt>
      <dd className="font-mono text-heading font-medium tabular-nums">{partNumber(part)}</dd>
    </div>
  );
}
