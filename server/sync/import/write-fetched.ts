import type { Tx } from "#server/db/index.ts";

import type { PreparedMessage } from "./prepare.ts";
import { settledItems } from "./raw-events.ts";
import type { ImportScope } from "./scope.ts";
import type { ChunkCounts } from "./write-chunk.ts";
import { writeSafely } from "./write-safely.ts";

/**
 * Writes mail of an account inside the caller's transaction. Another import of the account may have brought some of it
 * since it was listed; that, and the `known` that were not even fetched, count as already stored.
 */
export async function writeFetched(
  tx: Tx,
  scope: ImportScope,
  messages: readonly PreparedMessage[],
  known: number,
): Promise<ChunkCounts> {
  const stored = await settledItems(
    tx,
    scope.connectionId,
    messages.map((message) => message.item),
  );
  const fresh = messages.filter((message) => !stored.has(message.item));
  const counts = await writeSafely(tx, scope, fresh);
  const again = known + messages.length - fresh.length;
  if (again === 0) return counts;
  const { already_stored: before = 0, ...others } = counts.skippedBy;
  return { ...counts, skippedBy: { ...others, already_stored: before + again } };
}
