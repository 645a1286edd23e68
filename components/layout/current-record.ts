import { useEffect, useSyncExternalStore } from "react";

import { recordAt } from "#lib/about.ts";
import type { About } from "#lib/schemas/chat.ts";

/** A record with what it is called. */
export type NamedRecord = Pick<About, "kind" | "id" | "label">;

let current: NamedRecord | null = null;
const listeners = new Set<() => void>();

function change(to: NamedRecord | null): void {
  current = to;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Says that the page of a record is shown; what comes back takes that away again. */
export function showRecord(path: string, label: string): () => void {
  const ref = recordAt(path);
  return ref ? show({ ...ref, label }) : () => undefined;
}

function show(shown: NamedRecord): () => void {
  change(shown);
  return () => {
    // The next page may have come before this one went.
    if (current === shown) change(null);
  };
}

/** The same for a record that is open in a page of several: an event, a task. Null while none is. */
export function useShownRecord(record: NamedRecord | null): void {
  const { kind, id, label } = record ?? {};
  useEffect(() => (kind && id ? show({ kind, id, label: label ?? "" }) : undefined), [kind, id, label]);
}

/** The record whose page is shown. */
export const useCurrentRecord = (): NamedRecord | null =>
  useSyncExternalStore(
    subscribe,
    () => current,
    () => null,
  );
