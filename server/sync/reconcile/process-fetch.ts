import { emit, step } from "#server/core/index.ts";
import { env } from "#server/env.ts";
import { JobCancelledError, type RunningJob } from "#server/jobs/index.ts";

import { itemOf, partsOfItem } from "../calendars/parts.ts";
import { choicesOfRule, cursorRows, requireRule, StandingRule } from "../cursors.ts";
import { listCalendar } from "../events/list-calendar.ts";
import { openCalendar } from "../events/open-calendar.ts";
import { writeEvents } from "../events/write-events.ts";
import { fetchMail } from "../gmail/fetch-mail.ts";
import { openMailbox } from "../gmail/open-mailbox.ts";
import { commitChunk, finishBatch } from "../import/commit.ts";
import { prepareAll } from "../import/import-calendar.ts";
import { ahead, heldBytes } from "../import/prepare.ts";
import { type ImportScope, scopeOf } from "../import/scope.ts";
import { writeFetched } from "../import/write-fetched.ts";
import type { Following } from "../live/following.ts";
import { batchOf } from "../live/new-batch.ts";
import { fetchFromFile } from "./fetch-from-file.ts";
import { missingItems } from "./read-days.ts";
import { timeZoneOf } from "./time-zone.ts";

const chunkSizeMax = 100;

/**
 * Brings what was counted on these days and is not here, by the import's own way and under the standing rule, as a batch
 * of its own. What an earlier run brought is not missing any more.
 */
export async function processFetch(job: RunningJob<"mailboxDays.fetch">): Promise<unknown> {
  const { connectionId, source, from, to } = job.payload;
  if (source === "file") return fetchFromFile(job);
  const { rows, items } = await step(job.ctx, async ({ tx }) => {
    const rows = (await cursorRows(tx, connectionId)).filter((one) => one.source === source && one.rule);
    const timeZone = await timeZoneOf(tx, rows[0]?.ownerId ?? job.ctx.user.id);
    return { rows, items: await missingItems(tx, { connectionId, source, timeZone }, { from, to }) };
  });
  const [row] = rows;
  const rule = StandingRule.safeParse(row?.rule);
  // Somebody has taken back what allowed this.
  if (!row || !rule.success) throw new JobCancelledError(job.id);
  const following: Following = { job, row, rule: rule.data, cursor: row.cursor ?? "" };
  const batch = await batchOf(following, items.length);
  const scope: ImportScope = {
    ...scopeOf(batch),
    ...scopeOfRule(rule.data),
    now: batch.createdAt.toISOString(),
  };
  if (source === "gmail") await fetchItems(following, scope, items);
  else {
    let done = 0;
    for (const one of rows) {
      const wanted = items.filter((item) => partsOfItem(item).calendarId === one.part);
      const own = scopeOfRule(StandingRule.parse(one.rule));
      await fetchEvents({ ...following, row: one }, { ...scope, ...own }, wanted, {
        done,
        total: items.length,
      });
      done += wanted.length;
    }
  }
  const { stored } = await finishBatch(job, scope);
  await step(job.ctx, ({ ctx }) => emit(ctx, { type: "connection.changed", payload: { connectionId } }));
  return { batchId: batch.id, stored };
}

const scopeOfRule = (rule: StandingRule) => ({
  people: "rule" as const,
  ...choicesOfRule(rule),
  listAddresses: new Set(rule.listAddresses),
});

async function fetchItems(
  { job, row }: Following,
  scope: ImportScope,
  ids: readonly string[],
): Promise<void> {
  const mailbox = await openMailbox(job, row.connectionId);
  const size = Math.min(env().IMPORT_CHUNK_SIZE, chunkSizeMax);
  for await (const { messages, taken } of ahead(fetchMail(mailbox, ids, size), heldBytes)) {
    job.signal.throwIfAborted();
    await commitChunk(job, scope, {
      next: {},
      progress: { done: taken, total: ids.length },
      write: async (tx) => {
        await requireRule(tx, job.id, row);
        return writeFetched(tx, scope, messages, 0);
      },
    });
    await job.told();
  }
}

async function fetchEvents(
  { job, row }: Following,
  scope: ImportScope,
  ids: readonly string[],
  progress: { done: number; total: number },
): Promise<void> {
  if (ids.length === 0) return;
  const wanted = new Set(ids);
  const calendarId = row.part;
  const calendar = await openCalendar(job, row.connectionId);
  const { events, timeZone } = await listCalendar(calendar, calendarId, null);
  const missing = events.filter(({ id }) => wanted.has(itemOf(calendarId, id)));
  const size = env().IMPORT_CHUNK_SIZE;
  for (let start = 0; start < missing.length; start += size) {
    job.signal.throwIfAborted();
    const chunk = missing.slice(start, start + size);
    const prepared = await prepareAll(chunk, { ...scope, calendarId, timeZone });
    await commitChunk(job, scope, {
      next: {},
      progress: { ...progress, done: progress.done + start + chunk.length },
      write: async (tx) => {
        await requireRule(tx, job.id, row);
        return writeEvents(tx, { ...scope, calendarId }, prepared);
      },
    });
    await job.told();
  }
}
