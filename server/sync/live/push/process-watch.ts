import { hash, randomBytes } from "node:crypto";

import { and, isNotNull } from "drizzle-orm";

import { syncCursors } from "#drizzle/schema/connections.ts";
import { stopMailWatch } from "#server/connections/index.ts";
import { emit, newId, step, toAppError } from "#server/core/index.ts";
import { GoogleError } from "#server/google/index.ts";
import type { RunningJob } from "#server/jobs/index.ts";

import { cursorOf, type CursorRow, cursorRows } from "../../cursors.ts";
import { openCalendar } from "../../events/open-calendar.ts";
import { openMailbox } from "../../gmail/open-mailbox.ts";
import { connectionRow } from "../../internal.ts";
import { calendarPushAddress, gmailPush } from "./settings.ts";

const lifeSeconds = 7 * 86_400;
/** Another worker has renewed what lasts longer than this. */
const freshForMs = 24 * 3_600_000;

type Watch = Partial<typeof syncCursors.$inferInsert>;

/**
 * Asks the provider to tell of changes of every followed source whose watch is missing or ends soon, and to tell no more
 * of what is not followed. One that fails says so on its row and does not hold up the others; what may pass is tried again.
 * The account is asked every few minutes all the same.
 */
export async function processWatch(job: RunningJob<"connections.watch">): Promise<{ watched: number }> {
  const { connectionId } = job.payload;
  const { rows, account } = await step(job.ctx, async ({ tx }) => ({
    account: (await connectionRow(tx, connectionId)).account ?? "",
    rows: await cursorRows(tx, connectionId),
  }));
  let watched = 0;
  let passing: GoogleError | null = null;
  for (const row of rows) {
    try {
      if (row.rule === null) {
        if (row.watchExpiresAt !== null) await endWatch(job, row, account);
        continue;
      }
      const lastsMs = (row.watchExpiresAt?.getTime() ?? 0) - Date.now();
      if (row.cursor === null || lastsMs > freshForMs) continue;
      const watch = row.source === "gmail" ? await watchMailbox(job, row) : await watchCalendar(job, row);
      if (!watch) continue;
      const isFollowed = await store(job, row, { ...watch, watchError: null });
      if (isFollowed) watched++;
      else await closeWatch(job, { ...row, ...watch }, account);
      if (row.source === "calendar") await closeWatch(job, row, account);
    } catch (error) {
      job.signal.throwIfAborted();
      if (!(error instanceof GoogleError)) throw error;
      if (error.kind === "unavailable" || error.kind === "rate_limited") passing ??= error;
      const { code, message } = toAppError(error);
      await store(job, row, { watchError: { code, message, at: new Date().toISOString() } });
    }
  }
  await step(job.ctx, ({ ctx }) => emit(ctx, { type: "connection.changed", payload: { connectionId } }));
  if (passing) throw passing;
  return { watched };
}

async function watchMailbox(job: RunningJob, row: CursorRow): Promise<Watch | null> {
  const push = gmailPush();
  if (!push) return null;
  const mailbox = await openMailbox(job, row.connectionId);
  return { watchExpiresAt: await mailbox.watch(push.topic) };
}

/** The token is known to Google alone: here lies what it hashes to. */
async function watchCalendar(job: RunningJob, row: CursorRow): Promise<Watch | null> {
  const address = calendarPushAddress();
  if (address === null) return null;
  const calendar = await openCalendar(job, row.connectionId);
  const channel = { id: newId(), token: randomBytes(32).toString("base64url") };
  const opened = await calendar.watch(row.part, { ...channel, address, seconds: lifeSeconds });
  return {
    watchExpiresAt: opened.expiresAt,
    watchChannelId: channel.id,
    watchResourceId: opened.resourceId,
    watchTokenDigest: hash("sha256", channel.token),
  };
}

/** What happened before the first watch stood is looked for once. False where the row is not followed any more. */
async function store(job: RunningJob, row: CursorRow, watch: Watch): Promise<boolean> {
  const isFirst = row.watchExpiresAt === null && watch.watchExpiresAt !== undefined;
  return step(job.ctx, async ({ tx }) => {
    await job.checkpoint(tx, { done: 0, total: 0 });
    const stored = await tx
      .update(syncCursors)
      .set({ ...watch, ...(isFirst ? { nextSyncAt: new Date() } : {}) })
      .where(and(cursorOf(row), isNotNull(syncCursors.rule)))
      .returning({ id: syncCursors.id });
    return stored.length > 0;
  });
}

/** Nothing is to be told of what is not followed any more. */
async function endWatch(job: RunningJob, row: CursorRow, account: string): Promise<void> {
  await closeWatch(job, row, account);
  await step(job.ctx, async ({ tx }) => {
    await job.checkpoint(tx, { done: 0, total: 0 });
    await tx
      .update(syncCursors)
      .set({ watchExpiresAt: null, watchChannelId: null, watchResourceId: null, watchTokenDigest: null })
      .where(cursorOf(row));
  });
}

/** What Google does not close runs out, and is refused until then. */
async function closeWatch(
  job: RunningJob,
  { source, connectionId, watchChannelId: id, watchResourceId: resourceId }: CursorRow,
  account: string,
): Promise<void> {
  const close = async () => {
    if (source === "gmail") await stopMailWatch(await openMailbox(job, connectionId), account, connectionId);
    else if (id && resourceId) await (await openCalendar(job, connectionId)).stopWatching({ id, resourceId });
  };
  await close().catch((error: unknown) => {
    job.signal.throwIfAborted();
    job.ctx.log.info({ err: error }, "a watch could not be closed");
  });
}
