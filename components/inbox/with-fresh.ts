import type { ThreadListItem } from "#lib/schemas/interactions.ts";

import type { FirstThreads } from "./filters.ts";

type Place = Pick<ThreadListItem, "id" | "lastAt">;

const isBehind = (one: Place, other: Place): boolean =>
  one.lastAt < other.lastAt || (one.lastAt === other.lastAt && one.id > other.id);

/**
 * A list that was read on, with its beginning as it is now: what came stands at the top, what went is gone. Behind the
 * last of the beginning it stays as it was. Both are in the order of threads.list.
 */
export function withFresh(
  listed: readonly ThreadListItem[],
  { items: fresh, nextCursor }: FirstThreads["page"],
): ThreadListItem[] {
  const last = fresh.at(-1);
  if (!last || nextCursor === null) return fresh;
  const known = new Set(fresh.map(({ id }) => id));
  return [...fresh, ...listed.filter((thread) => !known.has(thread.id) && isBehind(thread, last))];
}
