import { and, eq, gte, inArray, isNotNull, isNull, lte, or, sql } from "drizzle-orm";
import { z } from "zod";

import { syncCursors } from "#drizzle/schema/connections.ts";
import type { AccountCalendar, SourceState } from "#lib/schemas/sync.ts";
import { nothingUnticked, PreviewSelection, SyncControls } from "#lib/schemas/sync-controls.ts";
import type { Tx } from "#server/db/index.ts";
import { env } from "#server/env.ts";
import { JobCancelledError } from "#server/jobs/index.ts";

import { ownCalendar } from "./calendars/parts.ts";
import { pushIsSetUp } from "./live/push/settings.ts";
import { StoredError } from "./read-preview.ts";
import { Choices } from "./selection.ts";

export type CursorRow = typeof syncCursors.$inferSelect;
export type LiveSource = "gmail" | "calendar";

/** What was approved for mail and events that come later. */
export const StandingRule = z.object({
  previewId: z.string(),
  addresses: z.array(z.string()),
  listAddresses: z.array(z.string()),
  /** What was chosen with it; an older rule is of everything. */
  controls: SyncControls.default(() => SyncControls.parse({})),
  selection: PreviewSelection.default(nothingUnticked),
});
export type StandingRule = z.infer<typeof StandingRule>;

/** A rule of which the choices may not be known. */
export type OldRule = Pick<StandingRule, "addresses" | "listAddresses"> & Partial<StandingRule>;

/** What a standing rule lets in, as the scope of an import has it. */
export const choicesOfRule = (rule: OldRule) => {
  const { addresses, controls = SyncControls.parse({}), selection = nothingUnticked } = rule;
  const choices = new Choices({ ...controls, addresses }, selection);
  return { choices, ownAddresses: choices.own, written: new Set<string>() };
};

export async function cursorRows(tx: Tx, connectionId: string): Promise<CursorRow[]> {
  return tx
    .select()
    .from(syncCursors)
    .where(eq(syncCursors.connectionId, connectionId))
    .orderBy(sql`${syncCursors.source} desc, ${syncCursors.part} <> ${ownCalendar}, ${syncCursors.part}`);
}

/**
 * Once an import is done: changes go on after what its preview saw. What was followed before goes on from where it stands,
 * since what changed between then and the preview is known to nobody but its cursor.
 */
export async function startCursor(
  tx: Tx,
  connectionId: string,
  source: LiveSource,
  part: string,
  cursor: string,
): Promise<void> {
  await tx
    .update(syncCursors)
    .set({ cursor, error: null, syncedAt: sql`now()`, nextSyncAt: sql`now()` })
    .where(and(cursorOf({ connectionId, source, part }), isNull(syncCursors.cursor)));
}

/** In step with the provider as of this cursor. */
export async function moveCursor(
  tx: Tx,
  connectionId: string,
  source: LiveSource,
  part: string,
  cursor: string,
): Promise<void> {
  await tx
    .update(syncCursors)
    .set({
      cursor,
      error: null,
      syncedAt: sql`now()`,
      nextSyncAt: sql`coalesce(${syncCursors.nextSyncAt}, now())`,
    })
    .where(cursorOf({ connectionId, source, part }));
}

/** The provider is asked now, and again after the poll's time; spread, so that not all accounts are asked at once. Answers what is followed, mail first. */
export async function noteChecked(tx: Tx, connectionId: string): Promise<CursorRow[]> {
  const seconds = Math.round(env().SYNC_POLL_SECONDS * (0.9 + Math.random() * 0.2));
  const rows = await tx
    .update(syncCursors)
    .set({ checkedAt: sql`clock_timestamp()`, nextSyncAt: sql`now() + make_interval(secs => ${seconds})` })
    .where(and(eq(syncCursors.connectionId, connectionId), isNotNull(syncCursors.cursor)))
    .returning();
  return rows.toSorted(mailFirst);
}

/** As cursorRows() has them. */
const mailFirst = (one: CursorRow, other: CursorRow): number =>
  rankOf(one).localeCompare(rankOf(other), "en");

const rankOf = ({ source, part }: CursorRow): string =>
  `${source === "gmail" ? "0" : "1"}${part === ownCalendar ? "0" : "1"}${part}`;

/** Whether something was told of, or asked for, after the provider was asked: it is due once more. */
export async function isDueAgain(tx: Tx, connectionId: string): Promise<boolean> {
  const [row] = await tx
    .select({ id: syncCursors.id })
    .from(syncCursors)
    .where(
      and(
        eq(syncCursors.connectionId, connectionId),
        isNotNull(syncCursors.cursor),
        isNotNull(syncCursors.rule),
        or(
          gte(syncCursors.pushedAt, syncCursors.checkedAt),
          lte(syncCursors.nextSyncAt, sql`clock_timestamp()`),
        ),
      ),
    )
    .limit(1);
  return row !== undefined;
}

export async function noteSyncError(
  tx: Tx,
  { connectionId, source, part }: Pick<CursorRow, "connectionId" | "source" | "part">,
  error: { code: string; message: string },
): Promise<void> {
  await tx.update(syncCursors).set({ error }).where(cursorOf({ connectionId, source, part }));
}

/** What is followed was stopped meanwhile: its part of the job is over, and with the last part the job. */
export class RuleStoppedError extends JobCancelledError {}

/** Inside the transaction of a step: throws where somebody has taken the rule back meanwhile. */
export async function requireRule(
  tx: Tx,
  jobId: string,
  { connectionId, source, part }: Pick<CursorRow, "connectionId" | "source" | "part">,
): Promise<void> {
  const [row] = await tx
    .select({ rule: syncCursors.rule })
    .from(syncCursors)
    .where(cursorOf({ connectionId, source, part }));
  if (!row?.rule) throw new RuleStoppedError(jobId);
}

/** The row of one source of an account, and of one calendar of it. */
export const cursorOf = ({
  connectionId,
  source,
  part,
}: Pick<CursorRow, "connectionId" | "source" | "part">) =>
  and(eq(syncCursors.connectionId, connectionId), eq(syncCursors.source, source), eq(syncCursors.part, part));

function pushState(row: CursorRow): SourceState["push"] {
  const live = row.watchExpiresAt !== null && row.watchExpiresAt.getTime() > Date.now();
  const error = StoredError.safeParse(row.watchError).data ?? null;
  if (live) return { state: "on", until: row.watchExpiresAt?.toISOString() ?? null, error };
  const isSetUp = row.source !== "file" && pushIsSetUp(row.source);
  return { state: isSetUp ? (error ? "failing" : "starting") : "not_set_up", until: null, error };
}

/** The rule as its owner approved it, and whether it holds still. */
function approvedRule({ rule, revokedRule }: CursorRow): SourceState["rule"] {
  const parsed = StandingRule.safeParse(rule ?? revokedRule);
  if (!parsed.success) return null;
  const { controls, selection, addresses } = parsed.data;
  return { controls: { ...controls, addresses }, selection, revoked: rule === null };
}

/** The state of each source of these connections, as a page shows it. */
export async function sourcesOf(
  tx: Tx,
  connectionIds: readonly string[],
  userId: string,
  calendars: ReadonlyMap<string, AccountCalendar[]>,
): Promise<Map<string, SourceState[]>> {
  const states = new Map<string, SourceState[]>();
  if (connectionIds.length === 0) return states;
  const rows = await tx
    .select()
    .from(syncCursors)
    .where(inArray(syncCursors.connectionId, [...connectionIds]))
    // After the account's own, in the order in which they were first followed.
    .orderBy(sql`${syncCursors.source} desc, ${syncCursors.part} <> ${ownCalendar}, ${syncCursors.id}`);
  for (const row of rows) {
    if (row.source === "file") continue;
    const state: SourceState = {
      source: row.source,
      calendar: row.ownerId === userId ? calendarOf(row, calendars.get(row.connectionId)) : null,
      following: row.rule !== null,
      audience: row.audience,
      // Whom somebody excluded is their own affair.
      rule: row.ownerId === userId ? approvedRule(row) : null,
      syncedAt: row.syncedAt?.toISOString() ?? null,
      error: StoredError.safeParse(row.error).data ?? null,
      checkedAt: row.checkedAt?.toISOString() ?? null,
      nextSyncAt: row.nextSyncAt?.toISOString() ?? null,
      push: pushState(row),
    };
    states.set(row.connectionId, [...(states.get(row.connectionId) ?? []), state]);
  }
  return states;
}

/** By the name that it has in the account's list, else by its id. */
export function calendarOf(
  { source, part }: Pick<CursorRow, "source" | "part">,
  calendars: readonly AccountCalendar[] = [],
): SourceState["calendar"] {
  if (source !== "calendar") return null;
  return { id: part, name: calendars.find(({ id }) => id === part)?.name ?? part };
}
