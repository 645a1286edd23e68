import { sql } from "drizzle-orm";

import type { ChoiceCode } from "#lib/schemas/sync-controls.ts";
import type { Tx } from "#server/db/index.ts";

import { leftOutByChoice } from "../../import/raw-events.ts";
import type { Following } from "../following.ts";
import type { StoredEvent } from "../stored-events.ts";
import { keepPlace, updateEvent } from "../update-event.ts";
import { heirOf } from "./heir.ts";
import { hideVersions, keepVersions } from "./versions.ts";

interface Leaving {
  earlier: StoredEvent;
  item: string;
  reason: ChoiceCode;
}

/**
 * Takes off an event that what was approved lets in no more: it keeps its place, and none of what it said. Its owner alone
 * can take that back. What stands in another calendar too goes on by that one, and what a file brought by the file.
 */
export async function leaveOut(
  tx: Tx,
  following: Omit<Following, "cursor">,
  changeSetId: string,
  { earlier, item, reason }: Leaving,
): Promise<void> {
  const { row } = following;
  const { interactionId: id } = earlier;
  await tx.execute(sql`
    update crm.raw_events set status = 'skipped', reason = ${reason}, payload = null, encoding = 'none', removed_reason = null
    where connection_id = ${row.connectionId} and provider_item_id = ${item}`);
  const [source] = await tx.execute(sql`
    select 1 from crm.raw_events r where r.interaction_id = ${id} and r.connection_id <> ${row.connectionId}
      and r.status = 'stored' limit 1`);
  if (source) {
    await tx.execute(sql`
      update crm.raw_events set interaction_id = null where connection_id = ${row.connectionId} and provider_item_id = ${item}`);
    return;
  }
  const heir = await heirOf(tx, following, id);
  if (heir) {
    await updateEvent(tx, heir.following, changeSetId, earlier, heir.prepared, heir.event);
    await hideVersions(tx, [id]);
    return;
  }
  await keepVersions(tx, changeSetId, [id]);
  await hideVersions(tx, [id]);
  await tx.execute(sql`
    update crm.interaction_contents set subject = '', body = '', snippet = '', location = null, conference_url = null
    where interaction_id = ${id}`);
  await keepPlace(tx, row, earlier);
}

/** Of what is left out still: why, where that is another reason now. */
export async function noteReasons(
  tx: Tx,
  connectionId: string,
  reasons: readonly { item: string; reason: ChoiceCode }[],
): Promise<void> {
  if (reasons.length === 0) return;
  await tx.execute(sql`
    update crm.raw_events r set reason = n.reason
    from json_to_recordset(${JSON.stringify(reasons)}::json) as n(item text, reason text)
    where r.connection_id = ${connectionId} and r.provider_item_id = n.item and ${leftOutByChoice(sql`r`)}`);
}
