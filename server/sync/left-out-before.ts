import { and, desc, eq, isNotNull, ne } from "drizzle-orm";

import { previews } from "#drizzle/schema/sync.ts";
import { nothingUnticked, type PreviewSelection } from "#lib/schemas/sync-controls.ts";
import type { Tx } from "#server/db/index.ts";

import type { PreviewRow } from "./internal.ts";
import { controlsOf, selectionOf } from "./preview-facts.ts";

/** Of the newest preview of the connection: which addresses and domains it leaves out. */
export async function excludedBefore(tx: Tx, connectionId: string): Promise<string[]> {
  const [last] = await tx
    .select({ controls: previews.controls })
    .from(previews)
    .where(and(eq(previews.connectionId, connectionId), isNotNull(previews.result)))
    .orderBy(desc(previews.id))
    .limit(1);
  return last ? controlsOf(last).excluded : [];
}

/**
 * Whom somebody unticked in the last preview of the connection, approved or not; null where nobody was. Whose mail stays
 * out is asked of the same source alone: of meetings it says nothing. What an import was taken back of is forgotten.
 */
export async function untickedBefore(
  tx: Tx,
  { id, connectionId, source }: Pick<PreviewRow, "id" | "connectionId" | "source">,
): Promise<PreviewSelection | null> {
  const rows = await tx
    .selectDistinctOn([previews.source], {
      id: previews.id,
      source: previews.source,
      selection: previews.selection,
    })
    .from(previews)
    .where(and(eq(previews.connectionId, connectionId), ne(previews.id, id), isNotNull(previews.selection)))
    .orderBy(previews.source, desc(previews.id));
  const [last] = rows.toSorted((a, b) => (a.id < b.id ? 1 : -1));
  if (!last) return null;
  const { people, domains, companies } = selectionOf(last);
  const same = rows.find((row) => row.source === source);
  const kept = {
    ...nothingUnticked,
    people,
    domains,
    companies,
    senders: same ? selectionOf(same).senders : [],
  };
  return Object.values(kept).some((keys) => keys.length > 0) ? kept : null;
}
