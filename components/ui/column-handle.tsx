"use client";

import { type KeyboardEvent, type PointerEvent, useState } from "react";

import { columnWidth, type ColumnWidths, movedBoundary } from "./column-widths.ts";

const stepPercent = 2;

interface ColumnHandleProps {
  /** The column to the left of it. */
  heading: string;
  /** The boundary's place among the columns. */
  at: number;
  /** Of that column, in percent, where it was set. */
  percent: number | undefined;
  /** The columns in their order. */
  ids: readonly string[];
  onWidths: (widths: ColumnWidths) => void;
  /** Back to what is usual. */
  onReset: () => void;
}

/** The boundary between two columns: dragged, moved with the arrow keys, or put back by a double click or Delete. */
export function ColumnHandle({ heading, at, percent, ids, onWidths, onReset }: ColumnHandleProps) {
  const [measured, setMeasured] = useState<number>();
  const [from, setFrom] = useState<{ x: number; widths: ReturnType<typeof measure> } | null>(null);
  const look = (handle: Element) => {
    const widths = measure(handle, ids);
    setMeasured(Math.round(widths[at]?.[1] ?? 0));
    return widths;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -stepPercent, ArrowRight: stepPercent, Home: -100, End: 100 }[event.key];
    if (by !== undefined) onWidths(movedBoundary(measure(event.currentTarget, ids), at, by));
    else if (event.key === "Delete" || event.key === "Backspace") onReset();
    else return;
    event.preventDefault();
    event.stopPropagation();
    requestAnimationFrame(() => setMeasured(undefined));
  };
  const onPointerMove = ({ currentTarget, clientX }: PointerEvent<HTMLDivElement>) => {
    const table = currentTarget.closest("table");
    if (!from || !table) return;
    onWidths(movedBoundary(from.widths, at, ((clientX - from.x) / table.clientWidth) * 100));
  };
  return (
    <div
      role="separator"
      tabIndex={0}
      aria-label={`Width of ${heading}`}
      aria-orientation="vertical"
      aria-valuenow={Math.round(percent ?? measured ?? 0)}
      aria-valuemin={columnWidth.least}
      aria-valuemax={columnWidth.most}
      onFocus={({ currentTarget }) => look(currentTarget)}
      onKeyDown={onKeyDown}
      onDoubleClick={onReset}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setFrom({ x: event.clientX, widths: look(event.currentTarget) });
      }}
      onPointerMove={onPointerMove}
      onPointerUp={() => setFrom(null)}
      onPointerCancel={() => setFrom(null)}
      className="absolute inset-y-0 right-0 w-2 cursor-col-resize touch-none -outline-offset-2 after:absolute after:inset-y-1.5 after:right-0 after:w-px after:bg-border hover:after:bg-accent @max-4xl/table:hidden"
    />
  );
}

/** How wide each column is now, in percent of the table. */
function measure(handle: Element, ids: readonly string[]): (readonly [string, number])[] {
  const table = handle.closest("table");
  const row = handle.closest("tr");
  if (!table || !row) return [];
  return ids.map((id) => {
    const cell = row.querySelector(`[data-column="${id}"]`);
    return [id, ((cell?.getBoundingClientRect().width ?? 0) / table.clientWidth) * 100];
  });
}
