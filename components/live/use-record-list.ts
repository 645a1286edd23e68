import { useRouter } from "next/navigation";
import { type RefObject, useMemo, useState } from "react";

import { useListKeys } from "#components/ui/use-list-keys.ts";
import { useSelection } from "#components/ui/use-selection.ts";

import { openToEdit } from "./open-to-edit.ts";
import { useKeptPages } from "./use-kept-pages.ts";

interface RecordListSpec<T> {
  /** What the list is read by; the first page came with the HTML. */
  path: string;
  first: Parameters<typeof useKeptPages<T & { id: string }>>[1];
  /** Where its records are: "/contacts". */
  below: `/${string}`;
  list: RefObject<HTMLElement | null>;
  search: RefObject<HTMLInputElement | null>;
  /** Rows are selected and edited where the role lets one change them. */
  mayWrite: boolean;
}

/** A list of records that grows while it is scrolled, with its keys, what is selected, and the one that is peeked at. */
export function useRecordList<T extends { id: string }>({
  path,
  first,
  below,
  list,
  search,
  mayWrite,
}: RecordListSpec<T>) {
  const pages = useKeptPages<T>(path, first);
  const router = useRouter();
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [peeked, setPeeked] = useState<string | null>(null);
  const rows = useMemo(() => pages.items.filter(({ id }) => !hidden.has(id)), [pages.items, hidden]);
  const selection = useSelection(useMemo(() => rows.map(({ id }) => id), [rows]));
  const edit = (id: string) => openToEdit({ href: `${below}/${id}`, push: (href) => router.push(href) });
  useListKeys({
    list,
    search,
    onPeek: setPeeked,
    ...(mayWrite ? { selection, onEdit: edit } : {}),
  });
  return {
    pages,
    rows,
    selection,
    peeked,
    /** The keyboard goes on from the row. */
    closePeek(): void {
      setPeeked(null);
      requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-row="${peeked}"]`)?.focus());
    },
    /** Rows that are being deleted or restored are gone at once, and come back where that fails. */
    hide(ids: readonly string[], isHidden: boolean): void {
      setHidden(
        (before) => new Set(isHidden ? [...before, ...ids] : [...before].filter((id) => !ids.includes(id))),
      );
    },
  };
}
