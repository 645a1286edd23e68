import { sql } from "drizzle-orm";

import { AppError } from "#lib/errors.ts";
import { googleAccess } from "#server/connections/index.ts";
import { emit, step } from "#server/core/index.ts";
import { gmailClient, gmailSearch } from "#server/google/index.ts";
import type { RunningJob } from "#server/jobs/index.ts";

import { UnreadableCalendar } from "../calendars/unreadable.ts";
import { type CursorRow, cursorRows, StandingRule } from "../cursors.ts";
import { readFileItems } from "../file-items.ts";
import { chosenByLabel } from "../gmail/list-mailbox.ts";
import { connectionRow, uploadRow } from "../internal.ts";
import { gmailQueryOf } from "../selection.ts";
import { countCalendar } from "./count-calendar.ts";
import { GmailDays, monthsWithMail } from "./count-gmail.ts";
import { cutBy, type DayCount, type DayRange, daysOf, firstDay, today } from "./days.ts";
import { FileDays } from "./file-days.ts";
import { countedSince, replaceDays, storeDays } from "./store-days.ts";
import { timeZoneOf } from "./time-zone.ts";

/**
 * Asks the provider what it has on each of these days, and keeps the answer. Days that were counted since the job was
 * asked for are not asked again, so that a run that was cut off goes on where it stopped.
 */
export async function processCount(job: RunningJob<"mailboxDays.count">): Promise<unknown> {
  const { connectionId, source, from, to } = job.payload;
  if (source === "file") return countFile(job, connectionId);
  const { rows, timeZone, since } = await step(job.ctx, async ({ tx }) => {
    const followed = (await cursorRows(tx, connectionId)).filter(
      (one) => one.source === source && one.rule !== null,
    );
    if (followed.length === 0)
      throw new AppError("conflict", "Nothing of this account is approved any more.");
    const [asked] = await tx.execute<{ at: string }>(
      sql`select created_at as at from crm.jobs where id = ${job.id}`,
    );
    const zone = await timeZoneOf(tx, followed[0]?.ownerId ?? job.ctx.user.id);
    return { rows: followed, timeZone: zone, since: new Date(asked?.at ?? Date.now()) };
  });
  const range = { from: from ?? firstDay, to: to ?? today(timeZone) };
  let days = 0;
  for (const row of rows) {
    const done = await step(job.ctx, ({ tx }) => countedSince(tx, row, timeZone, since));
    const counting: Counting = { job, row, timeZone, done };
    days +=
      source === "calendar"
        ? await calendarDays(counting, range, from !== undefined)
        : await gmailDays(counting, range, from !== undefined);
  }
  await step(job.ctx, ({ ctx }) => emit(ctx, { type: "connection.changed", payload: { connectionId } }));
  return { days };
}

interface Counting {
  job: RunningJob<"mailboxDays.count">;
  row: CursorRow;
  timeZone: string;
  done: ReadonlySet<string>;
}

async function gmailDays({ job, row, timeZone, done }: Counting, range: DayRange, isAsked: boolean) {
  const access = await googleAccess(job.ctx, row.connectionId);
  const { controls } = StandingRule.parse(row.rule);
  const hasLabels = controls.labelsIn.length + controls.labelsOut.length > 0;
  const mailbox = new GmailDays(gmailSearch(access, job.signal), timeZone, {
    query: gmailQueryOf(controls),
    byLabel: hasLabels ? await chosenByLabel(gmailClient(access, job.signal), controls) : null,
  });
  // Of a range that somebody named every day is told, the empty ones too.
  const months = isAsked ? cutBy("month", range) : await monthsWithMail(mailbox, range);
  const total = months.reduce((sum, month) => sum + daysOf(month).length, 0);
  let counted = 0;
  for (const month of months) {
    job.signal.throwIfAborted();
    const days = daysOf(month);
    if (days.some((day) => !done.has(day))) {
      await keep({ job, row, timeZone, done }, await mailbox.count(month), { done: counted, total });
    }
    counted += days.length;
  }
  return counted;
}

const itemsPerStep = 1_000;

/** Reads the file again and cuts it into the days of its owner, all of them at once. */
async function countFile(job: RunningJob<"mailboxDays.count">, connectionId: string): Promise<unknown> {
  const { connection, upload, timeZone } = await step(job.ctx, async ({ tx }) => {
    const connection = await connectionRow(tx, connectionId);
    const timeZone = await timeZoneOf(tx, connection.ownerId);
    return { connection, upload: await uploadRow(tx, connectionId), timeZone };
  });
  const found = new FileDays(timeZone);
  let read = 0;
  for await (const { item, at, date, end } of readFileItems(upload, { timeZone, signal: job.signal })) {
    found.add(item, at, date);
    if (++read % itemsPerStep > 0) continue;
    const progress = { done: end, total: Math.max(end, upload.byteSize) };
    await step(job.ctx, ({ tx }) => job.checkpoint(tx, progress));
    await job.told();
  }
  await step(job.ctx, async ({ ctx, tx }) => {
    await job.checkpoint(tx, { done: upload.byteSize, total: upload.byteSize });
    await replaceDays(tx, { ...connection, connectionId, audience: "private" }, found);
    await emit(ctx, { type: "connection.changed", payload: { connectionId } });
  });
  return { days: found.days.length };
}

const daysPerStep = 400;

async function calendarDays({ job, row, timeZone, done }: Counting, range: DayRange, isAsked: boolean) {
  const found = await countCalendar(job, row, timeZone).catch(nothingToCount);
  if (!found) return 0;
  const days = isAsked ? daysOf(range) : [...found.keys()].sort((one, other) => (one < other ? 1 : -1));
  for (let start = 0; start < days.length; start += daysPerStep) {
    const part = days
      .slice(start, start + daysPerStep)
      .map((day): DayCount => ({ day, itemIds: found.get(day) ?? [], leftOut: {} }));
    await keep({ job, row, timeZone, done }, part, { done: start, total: days.length });
  }
  return days.length;
}

/** A calendar that is gone keeps what was counted of it; the others are counted all the same. */
function nothingToCount(error: unknown): null {
  if (error instanceof UnreadableCalendar) return null;
  throw error;
}

async function keep(
  { job, row, timeZone }: Counting,
  days: readonly DayCount[],
  progress: { done: number; total: number },
): Promise<void> {
  await step(job.ctx, async ({ tx }) => {
    await job.checkpoint(tx, { ...progress, done: progress.done + days.length });
    await storeDays(tx, row, timeZone, days);
  });
  await job.told();
}
