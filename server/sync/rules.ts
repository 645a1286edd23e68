import { and, desc, eq, isNotNull, ne, notInArray, type SQL, sql } from "drizzle-orm";

import { syncCursors } from "#drizzle/schema/connections.ts";
import { previews, syncBatches } from "#drizzle/schema/sync.ts";
import { PreviewResult } from "#lib/schemas/previews.ts";
import type { RuleInput } from "#lib/schemas/sync.ts";
import { newId, type OperationContext } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";
import { enqueueJob } from "#server/jobs/index.ts";

import { forgetCalendars } from "./calendars/account-calendars.ts";
import { partsOf } from "./calendars/parts.ts";
import { type CursorRow, cursorOf, type LiveSource, type StandingRule } from "./cursors.ts";
import { audienceOf, controlsOf, selectionOf } from "./preview-facts.ts";
import { textArray } from "./rows.ts";

type Approved = Pick<
  typeof previews.$inferSelect,
  "id" | "workspaceId" | "ownerId" | "audience" | "connectionId" | "controls" | "selection" | "result"
>;

/** What an approval of this preview lets in later. */
export function ruleOf(preview: Approved): StandingRule {
  const { listAddresses } = PreviewResult.pick({ listAddresses: true }).parse(preview.result);
  // What it stops is done once, with the approval.
  const controls = { ...controlsOf(preview), stopCalendars: [] };
  const { addresses } = controls;
  return { previewId: preview.id, addresses, listAddresses, controls, selection: selectionOf(preview) };
}

/** The rule that comes with an approval; where the part was followed before, it goes on from its cursor, at once. */
export async function storeRule(tx: Tx, preview: Approved, source: LiveSource, part: string): Promise<void> {
  const { workspaceId, ownerId, connectionId } = preview;
  const [rule, audience] = [ruleOf(preview), audienceOf(preview)];
  await tx
    .insert(syncCursors)
    .values({ id: newId(), workspaceId, ownerId, audience, connectionId, source, part, rule })
    .onConflictDoUpdate({
      target: [syncCursors.workspaceId, syncCursors.connectionId, syncCursors.source, syncCursors.part],
      set: { rule, revokedRule: null, error: null, audience, nextSyncAt: sql`now()` },
    });
}

type Parts = Pick<RuleInput, "connectionId" | "source"> & { parts: readonly string[] | null };

const these = ({ connectionId, source, parts }: Parts): SQL =>
  sql`connection_id = ${connectionId} and source = ${source} ${parts ? sql`and part = any(${textArray(parts)})` : sql``}`;

/**
 * Stops following these parts of a source, or all; their cursors stay where they stand, so that they can go on from there,
 * and Google is told to tell no more. `stoppedBy` is the preview that did it. False where none was followed.
 */
export async function stopRules(ctx: OperationContext, of: Parts, stoppedBy?: string): Promise<boolean> {
  const { tx } = ctx.open;
  const note = JSON.stringify(stoppedBy === undefined ? {} : { stoppedBy });
  const stopped = await tx.execute<{ part: string; is_watched: boolean }>(sql`
    update crm.sync_cursors set revoked_rule = rule || ${note}::jsonb, rule = null, error = null
    where ${these(of)} and rule is not null returning part, watch_expires_at is not null as is_watched`);
  if (of.source === "calendar") {
    await forgetDays(
      tx,
      of.connectionId,
      stopped.map(({ part }) => part),
    );
  }
  // Without a key: a job that has looked already would take this one's place.
  if (stopped.some(({ is_watched: isWatched }) => isWatched))
    await enqueueJob(ctx, "connections.watch", { connectionId: of.connectionId });
  return stopped.length > 0;
}

/** Follows them again from where they stand. False where none was stopped. */
export async function resumeRules(
  tx: Tx,
  { stoppedBy, ...of }: Parts & { stoppedBy?: string },
): Promise<boolean> {
  const only = stoppedBy === undefined ? sql`` : sql`and revoked_rule ->> 'stoppedBy' = ${stoppedBy}`;
  const resumed = await tx.execute(sql`
    update crm.sync_cursors set rule = revoked_rule - 'stoppedBy', revoked_rule = null, next_sync_at = now()
    where ${these(of)} and revoked_rule is not null and rule is null ${only} returning id`);
  if (resumed.length > 0 && of.source === "calendar") await forgetDays(tx, of.connectionId, null);
  return resumed.length > 0;
}

/** Days are counted over all that is followed: without one of them they say less than there is. */
export async function forgetDays(
  tx: Tx,
  connectionId: string,
  parts: readonly string[] | null,
): Promise<void> {
  const of = parts === null ? sql`` : sql`and part = any(${textArray(parts)})`;
  await tx.execute(
    sql`delete from crm.mailbox_days where connection_id = ${connectionId} and source = 'calendar' ${of}`,
  );
}

/**
 * What an approval began ends with its import, and what was counted by it: a part that an earlier import follows too goes
 * on by that one's rule, and what the approval had stopped goes on.
 */
export async function dropRule(
  tx: Tx,
  { connectionId, source, previewId }: { connectionId: string; source: LiveSource; previewId: string },
): Promise<void> {
  const rows = await tx
    .select()
    .from(syncCursors)
    .where(
      and(
        eq(syncCursors.connectionId, connectionId),
        sql`coalesce(rule, revoked_rule) ->> 'previewId' = ${previewId}`,
      ),
    );
  const earlier = await approvedBefore(tx, connectionId, source, previewId);
  for (const row of rows) {
    const before = earlier.find((preview) => partsOf(source, controlsOf(preview)).includes(row.part));
    if (before) await followBy(tx, row, before);
    else {
      await tx.delete(syncCursors).where(cursorOf(row));
      if (source === "calendar") await forgetDays(tx, connectionId, [row.part]);
    }
  }
  await resumeRules(tx, { connectionId, source, parts: null, stoppedBy: previewId });
  await forgetCalendars(tx, connectionId);
}

async function followBy(tx: Tx, row: CursorRow, preview: Approved): Promise<void> {
  const rule = ruleOf(preview);
  await tx
    .update(syncCursors)
    .set({ audience: audienceOf(preview), ...(row.rule === null ? { revokedRule: rule } : { rule }) })
    .where(cursorOf(row));
}

/** Approved previews whose imports stand, newest first. */
async function approvedBefore(
  tx: Tx,
  connectionId: string,
  source: LiveSource,
  exceptId: string,
): Promise<Approved[]> {
  const rows = await tx
    .select({ preview: previews })
    .from(syncBatches)
    .innerJoin(previews, eq(previews.id, syncBatches.previewId))
    .where(
      and(
        eq(syncBatches.connectionId, connectionId),
        eq(syncBatches.source, source),
        ne(previews.id, exceptId),
        isNotNull(previews.result),
        notInArray(syncBatches.status, ["undoing", "undone"]),
      ),
    )
    .orderBy(desc(syncBatches.id));
  return rows.map(({ preview }) => preview);
}
