import { hash, randomBytes } from "node:crypto";

import { and, eq } from "drizzle-orm";

import { syncCursors } from "#drizzle/schema/connections.ts";
import { emit, newId, step, toAppError } from "#server/core/index.ts";
import { GoogleError } from "#server/google/index.ts";
import type { RunningJob } from "#server/jobs/index.ts";

import { type CursorRow, cursorRows } from "../../cursors.ts";
import { openCalendar } from "../../events/open-calendar.ts";
import { openMailbox } from "../../gmail/open-mailbox.ts";
import { connectionRow } from "../../internal.ts";
import { calendarPushAddress, gmailPush } from "./settings.ts";

const lifeSeconds = 7 * 86_400;
/** Another worker has renewed what lasts longer than this. */
const freshForMs = 24 * 3_600_000;

type Watch = Partial<typeof syncCursors.$inferInsert>;

/**
 * Asks the provider to tell of changes of every followed source whose watch is missing or ends soon. One that it refuses
 * says so on its row; the account is asked every few minutes all the same.
 */
export async function processWatch(job: RunningJob<"connections.watch">): Promise<{ watched: number }> {
  const { connectionId } = job.payload;
  const rows = await step(job.ctx, async ({ tx }) => {
    await connectionRow(tx, connectionId);
    return cursorRows(tx, connectionId);
  });
  let watched = 0;
  for (const row of rows) {
    const lastsMs = (row.watchExpiresAt?.getTime() ?? 0) - Date.now();
    if (row.rule === null || row.cursor === null || lastsMs > freshForMs) continue;
    try {
      const watch = row.source === "gmail" ? await watchMailbox(job, row) : await watchCalendar(job, row);
      if (!watch) continue;
      await store(job, row, { ...watch, watchError: null });
      watched++;
      if (row.source === "calendar") await closeEarlier(job, row);
    } catch (error) {
      job.signal.throwIfAborted();
      if (!(error instanceof GoogleError)) throw error;
      if (error.kind === "unavailable" || error.kind === "rate_limited") throw error;
      const { code, message } = toAppError(error);
      await store(job, row, { watchError: { code, message, at: new Date().toISOString() } });
    }
  }
  await step(job.ctx, ({ ctx }) => emit(ctx, { type: "connection.changed", payload: { connectionId } }));
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

/** What happened before the first watch stood is looked for once. */
async function store(job: RunningJob, row: CursorRow, watch: Watch): Promise<void> {
  const isFirst = row.watchExpiresAt === null && watch.watchExpiresAt !== undefined;
  await step(job.ctx, async ({ tx }) => {
    await job.checkpoint(tx, { done: 0, total: 0 });
    await tx
      .update(syncCursors)
      .set({ ...watch, ...(isFirst ? { nextSyncAt: new Date() } : {}) })
      .where(
        and(
          eq(syncCursors.connectionId, row.connectionId),
          eq(syncCursors.source, row.source),
          eq(syncCursors.part, row.part),
        ),
      );
  });
}

/** The channel before this one; what Google does not close runs out, and is refused until then. */
async function closeEarlier(job: RunningJob, row: CursorRow): Promise<void> {
  const { watchChannelId: id, watchResourceId: resourceId } = row;
  if (!id || !resourceId) return;
  const calendar = await openCalendar(job, row.connectionId);
  await calendar.stopWatching({ id, resourceId }).catch((error: unknown) => {
    job.signal.throwIfAborted();
    job.ctx.log.info({ err: error }, "an earlier channel could not be closed");
  });
}
