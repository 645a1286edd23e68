import { step } from "#server/core/index.ts";
import { env } from "#server/env.ts";
import { GoogleError, type GmailClient } from "#server/google/index.ts";

import { moveCursor, requireRule } from "../cursors.ts";
import { fetchMail } from "../gmail/fetch-mail.ts";
import { openMailbox } from "../gmail/open-mailbox.ts";
import { removedBy } from "../gmail/removed-by.ts";
import { commitChunk, finishBatch } from "../import/commit.ts";
import { ahead } from "../import/prepare.ts";
import { knownItems } from "../import/raw-events.ts";
import { type ImportScope, scopeOf } from "../import/scope.ts";
import { writeFetched } from "../import/write-fetched.ts";
import { batchOf } from "./new-batch.ts";
import type { Following } from "./following.ts";

const pagesMax = 2_000;
const chunkSizeMax = 100;

/** Imports the mail that came since the cursor. Where nothing did, this is one or two calls and no batch. */
export async function syncGmail(following: Following): Promise<{ stored: number }> {
  const { job, row, rule } = following;
  const mailbox = await openMailbox(job, row.connectionId);
  const { ids, historyId } = await changedIds(following, mailbox);
  const known = await step(job.ctx, ({ tx }) => knownItems(tx, row.connectionId, ids));
  const fresh = ids.filter((id) => !known.has(id));
  const move = ({ tx }: { tx: Parameters<typeof moveCursor>[0] }) =>
    moveCursor(tx, row.connectionId, "gmail", row.part, historyId);
  if (fresh.length === 0) {
    await step(job.ctx, async ({ tx }) => {
      await job.checkpoint(tx, { done: 0, total: 0 });
      await move({ tx });
    });
    return { stored: 0 };
  }
  const batch = await batchOf(following, fresh.length);
  const scope: ImportScope = {
    ...scopeOf(batch),
    people: "rule",
    ownAddresses: new Set(rule.addresses),
    listAddresses: new Set(rule.listAddresses),
    now: batch.createdAt.toISOString(),
  };
  const size = Math.min(env().IMPORT_CHUNK_SIZE, chunkSizeMax);
  for await (const { messages, taken } of ahead(fetchMail(mailbox, fresh, size))) {
    job.signal.throwIfAborted();
    await commitChunk(job, scope, {
      next: {},
      progress: { done: taken, total: fresh.length },
      write: async (tx) => {
        await requireRule(tx, job.id, row);
        return writeFetched(tx, scope, messages, 0);
      },
    });
    await job.told();
  }
  const { stored = 0 } = await finishBatch(job, scope, move);
  return { stored };
}

interface Changes {
  ids: string[];
  historyId: string;
}

async function changedIds({ job, cursor }: Following, mailbox: GmailClient): Promise<Changes> {
  try {
    return await fromHistory(mailbox, cursor);
  } catch (error) {
    if (!(error instanceof GoogleError) || error.kind !== "not_found") throw error;
    job.ctx.log.info("the mailbox does not remember changes since the last sync: listing it anew");
    return fromListing(job.ctx.log, mailbox);
  }
}

async function fromHistory(mailbox: GmailClient, cursor: string): Promise<Changes> {
  const ids = new Set<string>();
  let historyId = cursor;
  let pageToken: string | null = null;
  do {
    const page = await mailbox.history(cursor, pageToken);
    for (const { id, kind, labels } of page.changes) {
      if (kind === "added" && removedBy(labels) === null) ids.add(id);
    }
    ({ historyId, nextPageToken: pageToken } = page);
  } while (pageToken !== null);
  // Newest first, as an import goes.
  return { ids: [...ids].reverse(), historyId };
}

/** All ids there are; what is stored of them is told apart afterwards. */
async function fromListing(log: Following["job"]["ctx"]["log"], mailbox: GmailClient): Promise<Changes> {
  const { historyId } = await mailbox.profile();
  const ids = new Set<string>();
  let pageToken: string | null = null;
  let pages = 0;
  do {
    const page = await mailbox.listMessages(pageToken);
    for (const id of page.ids) ids.add(id);
    pageToken = page.nextPageToken;
  } while (pageToken !== null && ++pages < pagesMax);
  if (pageToken !== null) log.warn({ pages }, "the listing of a mailbox was cut at its cap");
  return { ids: [...ids], historyId };
}
