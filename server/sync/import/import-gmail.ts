import { z } from "zod";

import { PreviewResult } from "#lib/schemas/previews.ts";
import { step } from "#server/core/index.ts";
import { analyseGrownTables } from "#server/db/index.ts";
import { env } from "#server/env.ts";
import { type GmailClient, GoogleError, gmailUnits } from "#server/google/index.ts";
import { JobPausedError, JobYieldedError, type RunningJob } from "#server/jobs/index.ts";

import { startCursor } from "../cursors.ts";
import { type FetchedChunk, fetchMail } from "../gmail/fetch-mail.ts";
import { openMailbox } from "../gmail/open-mailbox.ts";
import { type BatchRow, previewFacts, previewRow } from "../internal.ts";
import { countsOfSelection } from "../preview-facts.ts";
import { clearDetails, itemsBefore, type ListedPage, pageAt } from "../preview-pages.ts";
import { commitChunk, finishBatch } from "./commit.ts";
import { markAt, Marks, recent } from "./pace.ts";
import { ahead, heldBytes } from "./prepare.ts";
import { settledItems } from "./raw-events.ts";
import { choicesOf, type ImportScope, scopeOf } from "./scope.ts";
import { writeFetched } from "./write-fetched.ts";

/** So little is there within a second or two, for whoever watches. */
const firstChunkSize = 20;
/** Of a turn that goes on with an import: others may wait for theirs. */
const nextChunkSize = 60;
/** The first messages of a chunk have to be there soon, else the worker does something else meanwhile. */
const soonUnits = firstChunkSize * gmailUnits.get;
const longWaitMs = 2_000;
const minuteOfQuotaMs = 90_000;

const Cursor = z.object({
  page: z.int().default(0),
  index: z.int().default(0),
  /** Somebody saw that more people come than the preview said, and went on. */
  unbounded: z.boolean().default(false),
  marks: Marks.default([]),
});
const Stored = PreviewResult.extend({ cursor: z.string() });

interface Import {
  job: RunningJob;
  batch: BatchRow;
  scope: ImportScope;
  mailbox: GmailClient;
  unbounded: boolean;
  peopleMax: number;
  marks: Marks;
  /** In this turn, of the pages before. */
  taken: number;
}

/** Imports the mail that a preview listed, newest first, each chunk committed with the place where the next one begins. */
export async function importGmail(job: RunningJob, batch: BatchRow, previewId: string): Promise<unknown> {
  const { preview, facts } = await step(job.ctx, async ({ tx }) => ({
    preview: await previewRow(tx, previewId),
    facts: await previewFacts(tx, previewId),
  }));
  const { listAddresses, estimate, cursor: historyId } = Stored.parse(preview.result);
  const { unbounded, page: first, index, marks } = Cursor.parse(batch.cursor);
  // With what was unticked fewer people are to be expected than the whole mailbox has.
  const range = countsOfSelection(preview)?.peopleRange ?? estimate?.peopleRange;
  const running: Import = {
    job,
    batch,
    mailbox: await openMailbox(job, batch.connectionId, { bulk: true }),
    scope: {
      ...scopeOf(batch),
      ...choicesOf(preview, facts),
      people: estimate && estimate.sampled < estimate.of ? "rule" : "planned",
      listAddresses: new Set(listAddresses),
      now: preview.createdAt.toISOString(),
    },
    unbounded,
    marks: recent(marks, Date.now()),
    taken: 0,
    peopleMax: unbounded || !range || !estimate ? Number.POSITIVE_INFINITY : range.to,
  };
  for (let seq = first; ; seq++) {
    const listed = await step(job.ctx, async ({ tx }) => ({
      page: await pageAt(tx, previewId, seq),
      before: await itemsBefore(tx, previewId, seq),
    }));
    if (!listed.page) break;
    const restMs = await importPage(running, listed.page, seq === first ? index : 0, listed.before);
    if (restMs !== null) throw laterBy(restMs);
  }
  return finishBatch(job, running.scope, async ({ tx }) => {
    await clearDetails(tx, previewId);
    await startCursor(tx, batch.connectionId, "gmail", "", historyId);
  });
}

/** The minute's quota comes back by itself; what is held for longer Google has refused, and the page says so. */
function laterBy(waitMs: number): Error {
  const held = new GoogleError("rate_limited", { reason: "held", retryAfterMs: waitMs });
  return held.longWaitMs !== null && waitMs > minuteOfQuotaMs ? held : new JobYieldedError(waitMs);
}

/** Answers after how long to go on, where the page was left before its end so that others have their turn; else null. */
async function importPage(
  running: Import,
  { seq, itemIds }: ListedPage,
  from: number,
  before: number,
): Promise<number | null> {
  const { job, batch, scope, mailbox, unbounded, peopleMax } = running;
  const ids = itemIds.slice(from);
  if (ids.length === 0) return null;
  const known = await step(job.ctx, ({ tx }) => settledItems(tx, batch.connectionId, ids));
  const fresh = ids.filter((id) => !known.has(id));
  const size = env().IMPORT_CHUNK_SIZE;
  let at = 0;
  let restMs: number | null = null;
  const mayGoOn = async (taken: number) => {
    const waitMs = await mailbox.quotaWaitMs(soonUnits);
    if (waitMs > longWaitMs) restMs = waitMs;
    else if (await job.turnIsOver(running.taken + taken)) restMs = 0;
    return restMs === null;
  };
  if (running.marks.length === 0) running.marks = markAt([], before + from, Date.now());
  const first = before + from === 0 ? firstChunkSize : running.taken > 0 ? size : nextChunkSize;
  for await (const { messages, taken } of ahead(
    fresh.length > 0 ? fetchMail(mailbox, fresh, size, { first, mayGoOn }) : nothing(),
    heldBytes,
  )) {
    job.signal.throwIfAborted();
    const following = fresh[taken];
    const until = following === undefined ? ids.length : ids.indexOf(following);
    const done = before + from + until;
    const place = until === ids.length ? { page: seq + 1, index: 0 } : { page: seq, index: from + until };
    const passed = until - at;
    running.marks = markAt(running.marks, done, Date.now());
    const stand = await commitChunk(job, scope, {
      next: { ...place, unbounded, marks: running.marks },
      progress: { done, total: Math.max(batch.total, done) },
      write: (tx) => writeFetched(tx, scope, messages, passed - messages.length),
    });
    at = until;
    await analyseGrownTables();
    await job.told();
    if (stand.contacts > peopleMax) throw new JobPausedError(wordsOf(stand.contacts, peopleMax));
  }
  running.taken += fresh.length;
  return restMs;
}

/** A page of which all is known is passed by one empty chunk. */
async function* nothing(): AsyncGenerator<FetchedChunk> {
  yield { messages: [], taken: 0 };
}

const wordsOf = (contacts: number, expected: number): string =>
  `This import has made ${contacts.toLocaleString("en")} contacts, more than the ${expected.toLocaleString("en")} of its preview. ` +
  "Look at them, then go on with it or take it back.";
