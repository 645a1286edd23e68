"use client";

import type { ReactNode } from "react";

import { formatNumber } from "#lib/format/number.ts";
import type { PreviewSelection } from "#lib/schemas/sync-controls.ts";
import { Checkbox } from "#components/ui/checkbox.tsx";

import { useSelectionState } from "./selection-state.tsx";

export interface TickRow {
  key: string;
  label: string;
  count: number;
}

interface TicksProps {
  list: keyof PreviewSelection;
  rows: readonly TickRow[];
  /** Read out with each box, before its label: "Import from". */
  verb: string;
  /** Where everything is in one of them. */
  addsUp?: boolean;
}

/** Groups with their counts, each of which may be unticked. */
export function Ticks({ list, rows, verb, addsUp = false }: TicksProps) {
  const { isTicked, mayTick, tick } = useSelectionState();
  // What adds up is a list of terms and numbers; what overlaps is a list of choices.
  const [List, Row, Label, Count] = addsUp
    ? (["dl", "div", "dt", "dd"] as const)
    : (["ul", "li", "span", "span"] as const);
  return (
    <List className="max-w-md">
      {rows.map(({ key, label, count }) => (
        <Row key={key} className="flex min-h-9 items-center gap-3 border-b border-border last:border-b-0">
          <Label className="min-w-0 grow">
            <label className="flex min-h-9 items-center gap-3">
              <Checkbox
                aria-label={`${verb} ${label}`}
                checked={isTicked(list, key)}
                disabled={!mayTick}
                onChange={(event) => tick(list, key, event.target.checked)}
              />
              <span className="min-w-0 truncate">{label}</span>
            </label>
          </Label>
          <Count className="font-mono tabular-nums text-text-muted">{formatNumber(count)}</Count>
        </Row>
      ))}
      {addsUp && (
        <div className="flex justify-between gap-4 py-1.5 font-medium">
          <dt>In all</dt>
          <dd className="font-mono tabular-nums">
            {formatNumber(rows.reduce((sum, { count }) => sum + count, 0))}
          </dd>
        </div>
      )}
    </List>
  );
}

/** Groups that most people leave as they are. */
export function FoldedTicks({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details className="border-b border-border px-4 py-2">
      <summary className="cursor-pointer py-1 font-medium">{title}</summary>
      <div className="max-h-80 overflow-y-auto pb-2">{children}</div>
    </details>
  );
}
