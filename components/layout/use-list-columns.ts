"use client";

import { useState } from "react";

import type { ColumnWidths } from "#components/ui/column-widths.ts";

import { keepListColumns, type ListName } from "./preferences.ts";

/** What this browser has set since it loaded the app: a page that it kept may still say what was before. */
const latest = new Map<ListName, ColumnWidths>();

/** The widths of a list's columns, as they were left. `kept` came with the page. */
export function useListColumns(
  list: ListName,
  kept: ColumnWidths,
): { now: ColumnWidths; onChange: (widths: ColumnWidths) => void } {
  const [now, setNow] = useState(() => latest.get(list) ?? kept);
  const onChange = (widths: ColumnWidths) => {
    latest.set(list, widths);
    keepListColumns(list, widths);
    setNow(widths);
  };
  return { now, onChange };
}
