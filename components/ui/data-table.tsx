"use client";

import type { CSSProperties, ReactNode } from "react";

import { Checkbox } from "./checkbox.tsx";
import { cn } from "./cn.ts";
import { ColumnHandle } from "./column-handle.tsx";
import type { ColumnWidths } from "./column-widths.ts";
import { useRowLinks } from "./use-row-links.ts";
import type { Selection } from "./use-selection.ts";

export interface Column<T> {
  id: string;
  heading: string;
  /** A Tailwind width, like "w-32"; columns without share what is left. */
  width?: string;
  align?: "start" | "end";
  /** On phones: in the second line, at the right, or (unless said) not at all. The first column is the first line. */
  phone?: "second" | "side";
  /** Left out of a table narrower than that, above a phone's width. The last columns first: those before them stay. */
  from?: keyof typeof leftOut;
  cell: (row: T) => ReactNode;
}

interface DataTableProps<T> {
  label: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  idOf: (row: T) => string;
  /** What the row is called, for the checkbox. */
  nameOf: (row: T) => string;
  hrefOf: (row: T) => string;
  selection?: Selection;
  /** Left out, or in a table that has no room for all columns, they are as wide as they usually are. */
  widths?: { now: ColumnWidths; onChange: (widths: ColumnWidths) => void };
}

const leftOut = {
  medium: "md:@max-xl/table:hidden",
  wide: "md:@max-4xl/table:hidden",
} as const;
const headingStyle =
  "sticky top-12 z-10 h-8 border-b border-border bg-surface px-3 text-left font-normal text-text-muted first:pl-4 last:pr-4";
const cellStyle = "border-b border-border px-3 group-last:border-b-0 first:pl-4 last:pr-4";

/** 36 px rows, two lines on phones; the whole row is a link. Below a PageHeader its head stays in sight. */
export function DataTable<T>({
  label,
  columns,
  rows,
  idOf,
  nameOf,
  hrefOf,
  selection,
  widths,
}: DataTableProps<T>) {
  const follow = useRowLinks();
  const [first, ...others] = columns;
  const second = others.filter(({ phone }) => phone === "second");
  const chosen = selection?.ids.size ?? 0;
  const turnAll = () => (chosen === rows.length ? selection?.clear() : selection?.selectAll());
  return (
    <div className="@container/table">
      <table
        aria-label={label}
        onClick={follow}
        className="w-full table-fixed border-separate border-spacing-0 max-md:table-auto"
      >
        <thead className="max-md:sr-only">
          <tr>
            {selection && (
              <th scope="col" className={cn(headingStyle, "w-10 pr-0 leading-none")}>
                <Checkbox
                  aria-label="Select all that are listed"
                  checked={chosen > 0 && chosen === rows.length}
                  mixed={chosen > 0 && chosen < rows.length}
                  onChange={turnAll}
                />
              </th>
            )}
            {columns.map(({ id, heading, width, align, from }, index) => (
              <th
                key={id}
                scope="col"
                data-column={id}
                // Without it the handle's name would be a part of the heading's.
                aria-label={widths && heading}
                style={set(widths?.now[id])}
                className={cn(
                  headingStyle,
                  width,
                  widths?.now[id] !== undefined && "@4xl/table:w-(--set)",
                  align === "end" && "text-right",
                  from && leftOut[from],
                )}
              >
                <span className="block truncate">{heading}</span>
                {widths && index < columns.length - 1 && (
                  <ColumnHandle
                    heading={heading}
                    at={index}
                    percent={widths.now[id]}
                    ids={columns.map((column) => column.id)}
                    onWidths={widths.onChange}
                    onReset={() => widths.onChange({})}
                  />
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const id = idOf(row);
            const isSelected = selection?.ids.has(id) ?? false;
            return (
              <tr
                key={id}
                className={cn(
                  "group relative h-9 transition-colors hover:bg-sunken max-md:h-14",
                  isSelected && "bg-accent-soft hover:bg-accent-soft",
                )}
              >
                {selection && (
                  <td className={cn(cellStyle, "w-10 pr-0 leading-none")}>
                    <Checkbox
                      aria-label={`Select ${nameOf(row)}`}
                      checked={isSelected}
                      onChange={() => undefined}
                      onClick={(event) => selection.toggle(id, event.shiftKey)}
                      className="relative z-[1]"
                    />
                  </td>
                )}
                <th scope="row" className={cn(cellStyle, "max-w-0 text-left font-normal max-md:w-full")}>
                  <a
                    href={hrefOf(row)}
                    data-row={id}
                    className="block truncate font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
                  >
                    {first?.cell(row)}
                  </a>
                  {second.length > 0 && (
                    <span className="flex min-w-0 gap-2 text-small text-text-muted md:hidden">
                      {second.map((column) => (
                        <span key={column.id} className="truncate empty:hidden">
                          {column.cell(row)}
                        </span>
                      ))}
                    </span>
                  )}
                </th>
                {others.map((column) => (
                  <td
                    key={column.id}
                    className={cn(
                      cellStyle,
                      "truncate text-text-muted",
                      column.align === "end" && "text-right tabular-nums",
                      column.from && leftOut[column.from],
                      column.phone === "side" ? "max-md:w-24 max-md:text-right" : "max-md:hidden",
                    )}
                  >
                    {column.cell(row)}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** A width that somebody set, for the class that asks for it; the type of styles knows no properties of our own. */
const set = (percent: number | undefined): CSSProperties | undefined =>
  percent === undefined ? undefined : ({ "--set": `${percent}%` } as CSSProperties);
