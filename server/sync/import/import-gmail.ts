import { eq, sql } from "drizzle-orm";
import { z } from "zod";

import { syncBatches } from "#drizzle/schema/sync.ts";
import { letGo } from "#lib/let-go.ts";
import type { Expected } from "#lib/schemas/batches.ts";
import { type PreviewEstimate, PreviewResult } from "#lib/schemas/previews.ts";
import { step } from "#server/core/index.ts";
import { analyseGrownTables, type Tx } from "#server/db/index.ts";
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
  /** After how long to go on, where this turn ends before the mailbox does so that others have theirs. */
  restMs: number | null;
}

interface Place {
  page: number;
  index: number;
}

interface ListedChunk {
  messages: FetchedChunk["messages"];
  /** Of the listed messages that it deals with, those that were not even fetched. */
  known: number;
  next: Place;
  /** How many of the mailbox are dealt with, this chunk included. */
  done: number;
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
  const foreseen = countsOfSelection(preview) ?? estimate;
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
    restMs: null,
    peopleMax: unbounded || !foreseen || !estimate ? Number.POSITIVE_INFINITY : foreseen.peopleRange.to,
  };
  for await (const chunk of ahead(chunksOf(running, previewId, { page: first, index }), heldBytes)) {
    await importChunk(running, chunk);
  }
  if (running.restMs !== null) throw laterBy(running.restMs);
  return finishBatch(job, running.scope, async ({ tx }) => {
    await clearDetails(tx, previewId);
    if (foreseen) await noteExpected(tx, batch.id, foreseen);
    await startCursor(tx, batch.connectionId, "gmail", "", historyId);
  });
}

/** Kept with the account of the import, which says where it differs. */
async function noteExpected(
  tx: Tx,
  batchId: string,
  {
    peopleRange: contacts,
    companiesRange: companies,
  }: Pick<PreviewEstimate, "peopleRange" | "companiesRange">,
): Promise<void> {
  const expected: Expected = { contacts, companies };
  await tx
    .update(syncBatches)
    .set({ cursor: sql`${syncBatches.cursor} || ${JSON.stringify({ expected })}::jsonb` })
    .where(eq(syncBatches.id, batchId));
}

/** The minute's quota comes back by itself; what is held for longer Google has refused, and the page says so. */
function laterBy(waitMs: number): Error {
  const held = new GoogleError("rate_limited", { reason: "held", retryAfterMs: waitMs });
  return held.longWaitMs !== null && waitMs > minuteOfQuotaMs ? held : new JobYieldedError(waitMs);
}

/** The chunks of all pages from this place on: while the last one of a page is written, the next page is fetched already. */
async function* chunksOf(running: Import, previewId: string, from: Place): AsyncGenerator<ListedChunk> {
  let taken = 0;
  for (let seq = from.page; running.restMs === null; seq++) {
    const listed = await step(running.job.ctx, async ({ tx }) => ({
      page: await pageAt(tx, previewId, seq),
      before: await itemsBefore(tx, previewId, seq),
    }));
    if (!listed.page) return;
    const at = { index: seq === from.page ? from.index : 0, before: listed.before, taken };
    taken += yield* chunksOfPage(running, listed.page, at);
  }
}

/** Answers how many of the page were to be fetched. */
async function* chunksOfPage(
  running: Import,
  { seq, itemIds }: ListedPage,
  { index, before, taken: takenBefore }: { index: number; before: number; taken: number },
): AsyncGenerator<ListedChunk, number> {
  const { job, batch, mailbox } = running;
  const ids = itemIds.slice(index);
  if (ids.length === 0) return 0;
  const known = await step(job.ctx, ({ tx }) => settledItems(tx, batch.connectionId, ids));
  const fresh = ids.filter((id) => !known.has(id));
  const size = env().IMPORT_CHUNK_SIZE;
  const mayGoOn = async (taken: number) => {
    const waitMs = await mailbox.quotaWaitMs(soonUnits);
    if (waitMs > longWaitMs) running.restMs = waitMs;
    else if (await job.turnIsOver(takenBefore + taken)) running.restMs = 0;
    return running.restMs === null;
  };
  if (running.marks.length === 0) running.marks = markAt([], before + index, Date.now());
  const first = before + index === 0 ? firstChunkSize : takenBefore > 0 ? size : nextChunkSize;
  let at = 0;
  for await (const { messages, taken } of fresh.length > 0
    ? fetchMail(mailbox, fresh, size, { first, mayGoOn })
    : nothing()) {
    const following = fresh[taken];
    const until = following === undefined ? ids.length : ids.indexOf(following);
    const next = until === ids.length ? { page: seq + 1, index: 0 } : { page: seq, index: index + until };
    yield { messages, known: until - at - messages.length, next, done: before + index + until };
    at = until;
  }
  return fresh.length;
}

async function importChunk(running: Import, { messages, known, next, done }: ListedChunk): Promise<void> {
  const { job, batch, scope, unbounded, peopleMax } = running;
  job.signal.throwIfAborted();
  running.marks = markAt(running.marks, done, Date.now());
  const stand = await commitChunk(job, scope, {
    next: { ...next, unbounded, marks: running.marks },
    progress: { done, total: Math.max(batch.total, done) },
    write: (tx) => writeFetched(tx, scope, messages, known),
  });
  for (const { payload } of messages) if (payload) letGo(payload);
  // Whoever made the chunk holds it until the next one is there.
  messages.length = 0;
  await analyseGrownTables();
  await job.told();
  if (stand.contacts > peopleMax) throw new JobPausedError(wordsOf(stand.contacts, peopleMax));
}

/** A page of which all is known is passed by one empty chunk. */
async function* nothing(): AsyncGenerator<FetchedChunk> {
  yield { messages: [], taken: 0 };
}

const wordsOf = (contacts: number, expected: number): string =>
  `This import has made ${contacts.toLocaleString("en")} contacts, more than the ${expected.toLocaleString("en")} of its preview. ` +
  "Look at them, then go on with it or take it back.";
