import type { Context } from "#server/core/index.ts";

import { changeSetsOf, itemsOf, type StoredItem } from "./ledger.ts";

/** What the ledger tells of every run of an operation in this workspace, in the order in which it happened. */
export async function itemsOfOperation(ctx: Context, operation: string): Promise<StoredItem[]> {
  const sets = await changeSetsOf(ctx);
  const items = await Promise.all(
    sets.filter((set) => set.operation === operation).map((set) => itemsOf(ctx, set.id)),
  );
  return items.flat();
}
