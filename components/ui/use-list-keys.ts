import type { RefObject } from "react";

import { useKeys } from "./use-keys.ts";
import type { Selection } from "./use-selection.ts";

interface ListKeys {
  /** Around the rows; what carries `data-row` can be walked, its value is the row's id. */
  list: RefObject<HTMLElement | null>;
  /** Where "/" goes. */
  search?: RefObject<HTMLInputElement | null>;
  selection?: Selection;
  onPeek?: (id: string) => void;
  onEdit?: (id: string) => void;
}

const rowsOf = (list: HTMLElement | null) => [...(list?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];

/** j and k walk the rows, Enter opens (the row is a link), x selects, space peeks, e edits, "/" searches. */
export function useListKeys({ list, search, selection, onPeek, onEdit }: ListKeys): void {
  const group = "In a list" as const;
  const walk = (step: 1 | -1) => {
    const rows = rowsOf(list.current);
    const focused = rows.findIndex((row) => row === document.activeElement);
    const at = focused < 0 ? rows.findIndex((row) => row.ariaCurrent === "page") : focused;
    rows[Math.max(0, at + step)]?.focus();
  };
  const withRow = (run: ((id: string) => void) | undefined) => () => {
    const id = rowsOf(list.current).find((row) => row === document.activeElement)?.dataset["row"];
    if (!id || !run) return false;
    return run(id);
  };
  useKeys([
    { keys: "j", label: "Next row", group, run: () => walk(1) },
    { keys: "k", label: "Row before", group, run: () => walk(-1) },
    { keys: "Enter", label: "Open the row", group, run: () => false },
    ...(selection
      ? [
          {
            keys: "x",
            label: "Select the row (with Shift up to it)",
            group,
            run: (event: KeyboardEvent) => withRow((id) => selection.toggle(id, event.shiftKey))(),
          },
        ]
      : []),
    ...(onPeek ? [{ keys: "space", label: "Peek into the row", group, run: withRow(onPeek) }] : []),
    ...(onEdit ? [{ keys: "e", label: "Edit the row", group, run: withRow(onEdit) }] : []),
    ...(search ? [{ keys: "/", label: "Search this list", group, run: () => search.current?.focus() }] : []),
  ]);
}
