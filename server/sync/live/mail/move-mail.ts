import { sql } from "drizzle-orm";

import type { Tx } from "#server/db/index.ts";

import type { ImportScope } from "../../import/scope.ts";
import { writeChunk } from "../../import/write-chunk.ts";
import { textArray } from "../../rows.ts";
import { removeOrphans } from "../../undo/remove-mail.ts";
import { removeIdlePeople } from "../../undo/remove-people.ts";
import type { KeptMail } from "./kept-mail.ts";
import type { Move } from "./plan.ts";

/** Labels, and where a message is at Gmail, where no timeline changes by it. */
export async function relabel(tx: Tx, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return;
  await tx.execute(sql`
    update crm.raw_events r set labels = m.labels, removed_reason = m.removed
    from json_to_recordset(${rowsOf(moves)}::json) as m(id uuid, labels text[], removed text) where r.id = m.id`);
}

/**
 * Takes mail off timelines and lists, its bytes stay: what no other source holds goes, with the people that it alone
 * brought and nobody changed.
 */
export async function takeOff(
  tx: Tx,
  owner: Pick<ImportScope, "ownerId" | "workspaceId">,
  setId: string,
  moves: readonly Move[],
): Promise<void> {
  if (moves.length === 0) return;
  const rows = await tx.execute<{ interaction_id: string | null }>(sql`
    with moved as (
      select r.id, r.interaction_id, m.labels, m.removed from crm.raw_events r
        join json_to_recordset(${rowsOf(moves)}::json) as m(id uuid, labels text[], removed text) on m.id = r.id
      where r.removed_at is null for update of r
    ), marked as (
      update crm.raw_events r set removed_at = now(), removed_reason = m.removed, labels = m.labels, interaction_id = null,
        presence_set_id = ${setId}
      from moved m where r.id = m.id
    )
    select interaction_id from moved`);
  const interactionIds = rows.map((row) => row.interaction_id).filter((id) => id !== null);
  await removeIdlePeople(tx, await removeOrphans(tx, owner, interactionIds));
}

/** Makes mail of kept bytes again, each part as of the import that brought it. */
export async function bringBack(
  tx: Tx,
  scope: Omit<ImportScope, "batchId">,
  kept: readonly KeptMail[],
): Promise<void> {
  for (const [batchId, mails] of Map.groupBy(kept, (mail) => mail.batchId)) {
    const messages = mails.map(({ message }) => message);
    await writeChunk(tx, { ...scope, batchId }, messages);
  }
  const items = kept.map(({ message }) => message.item);
  await tx.execute(sql`
    update crm.raw_events set presence_set_id = ${scope.changeSetId}
    where connection_id = ${scope.connectionId} and provider_item_id = any(${textArray(items)})`);
}

const rowsOf = (moves: readonly Move[]): string =>
  JSON.stringify(moves.map(({ mail, labels, removed }) => ({ id: mail.id, labels, removed })));
