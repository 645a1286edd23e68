"use client";

import Link from "next/link";
import { useCallback, useEffect, useState } from "react";

import type { Failure } from "#lib/result.ts";
import type { ChangeItem, ChangeSet } from "#lib/schemas/change-sets.ts";
import { countOf } from "#lib/format/number.ts";
import { read } from "#components/live/read.ts";
import { ErrorState } from "#components/ui/error-state.tsx";
import { FieldDiff } from "#components/ui/field-diff.tsx";
import { ShowMore } from "#components/ui/show-more.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";

import { recordHref } from "./operation-words.ts";
import { columnsOf, recordWords } from "./sentence.ts";

const perPage = 50;

/** Every record that a change touched, before and after; of what cannot be taken back, why. */
export function ChangeDetails({ id }: { id: string }) {
  const [items, setItems] = useState<readonly ChangeItem[] | null>(null);
  const [names, setNames] = useState<ChangeSet["names"]>({});
  const [set, setSet] = useState<ChangeSet | null>(null);
  const [isLoading, setLoading] = useState(true);
  const [error, setError] = useState<Failure | null>(null);

  const load = useCallback(
    (cursor: string | null, signal?: AbortSignal) =>
      read<ChangeSet>(
        `/change-sets/${id}?limit=${perPage}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`,
        signal,
      ).then(
        (result) => {
          setLoading(false);
          if (!result.ok) return setError(result.error);
          setSet(result.data);
          setNames((before) => ({ ...before, ...result.data.names }));
          setItems((before) => [...(cursor ? (before ?? []) : []), ...result.data.items]);
        },
        () => undefined,
      ),
    [id],
  );
  useEffect(() => {
    const abort = new AbortController();
    void load(null, abort.signal);
    return () => abort.abort();
  }, [load]);

  if (error && !items) return <ErrorState message={error.message} requestId={error.requestId} />;
  if (!items) return <SkeletonRows count={3} label="Loading" />;
  return (
    <div className="grid gap-3">
      {set?.revertRefusal && !set.revertedById && <p className="text-text-muted">{set.revertRefusal}</p>}
      {items.length === 0 && (
        <p className="text-text-muted">Nothing of it is visible to you, or left to show.</p>
      )}
      <ul className="grid gap-3">
        {items.map((item) => (
          <li key={item.seq}>
            <Item item={item} names={names} />
          </li>
        ))}
      </ul>
      {set?.nextCursor && (
        <ShowMore
          pending={isLoading}
          onMore={() => {
            setLoading(true);
            void load(set.nextCursor);
          }}
        />
      )}
    </div>
  );
}

interface ItemProps {
  item: ChangeItem;
  names: ChangeSet["names"];
}

function Item({ item, names }: ItemProps) {
  const { table, rowId, rowCount, label, op, before, after, erased } = item;
  const href = rowId && op !== "delete" ? recordHref(table, rowId) : null;
  const name = label ?? (rowId ? null : countOf(rowCount, "row"));
  const changes = columnsOf(before, after, names);
  return (
    <>
      <p className="mb-1 break-words">
        <span className="text-text-muted">{recordWords(item)}</span>{" "}
        {href && name ? (
          <Link href={href} prefetch={false} className="font-medium text-accent hover:underline">
            {name}
          </Link>
        ) : (
          <span className="font-medium">{name}</span>
        )}
      </p>
      {erased && <p className="text-text-muted">Its values were erased for privacy.</p>}
      {changes.length > 0 && <FieldDiff changes={changes} />}
    </>
  );
}
