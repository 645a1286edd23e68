import { step } from "#server/core/index.ts";
import { GoogleError, type GmailClient, type GmailHeaders, gmailUnits } from "#server/google/index.ts";
import type { RunningJob } from "#server/jobs/index.ts";

import { concurrently } from "../concurrently.ts";
import { addDetails, allDetails } from "../preview-pages.ts";
import { toKept } from "./headers.ts";
import type { Listing } from "./list-mailbox.ts";

const width = 10;
const stepSize = 50;

/** Reads the headers of these messages, those an earlier run has read but once. Messages that went meanwhile are left out. */
export async function readSample(
  job: RunningJob,
  previewId: string,
  mailbox: GmailClient,
  { pageOf, threadOf }: Listing,
  ids: readonly string[],
): Promise<Map<string, unknown>> {
  const known = await step(job.ctx, ({ tx }) => allDetails(tx, previewId));
  const missing = ids.filter((id) => known[id] === undefined);
  const calls = callsFor(missing, threadOf);
  let done = 0;
  for (let start = 0; start < calls.length; start += stepSize) {
    job.signal.throwIfAborted();
    const part = calls.slice(start, start + stepSize);
    const read = await concurrently(part, width, (one) => readHeaders(mailbox, one));
    done += part.reduce((sum, one) => sum + one.ids.length, 0);
    const byPage = new Map<number, Record<string, unknown>>();
    for (const headers of read.flat()) {
      const page = pageOf.get(headers.id) ?? 0;
      known[headers.id] = toKept(headers);
      byPage.set(page, { ...byPage.get(page), [headers.id]: known[headers.id] });
    }
    await step(job.ctx, async ({ tx }) => {
      await job.checkpoint(tx, { done, total: missing.length });
      for (const [seq, details] of byPage) await addDetails(tx, previewId, seq, details);
    });
    await job.told();
  }
  return new Map(ids.flatMap((id) => (known[id] === undefined ? [] : [[id, known[id]]])));
}

interface HeaderCall {
  ids: string[];
  /** Null for one message by itself. */
  threadId: string | null;
}

/** A whole thread takes as many units as two messages of it: from three on it is asked for at once. */
export function callsFor(ids: readonly string[], threadOf: ReadonlyMap<string, string>): HeaderCall[] {
  const wanted = new Map<string, string[]>();
  for (const id of ids) {
    const threadId = threadOf.get(id) ?? id;
    wanted.set(threadId, [...(wanted.get(threadId) ?? []), id]);
  }
  return [...wanted].flatMap(([threadId, inThread]): HeaderCall[] =>
    inThread.length * gmailUnits.get > gmailUnits.thread
      ? [{ ids: inThread, threadId }]
      : inThread.map((id) => ({ ids: [id], threadId: null })),
  );
}

async function readHeaders(mailbox: GmailClient, { ids, threadId }: HeaderCall): Promise<GmailHeaders[]> {
  if (threadId !== null) {
    const thread = await mailbox.getThreadHeaders(threadId).catch(ignoreVanished);
    return (thread ?? []).filter(({ id }) => ids.includes(id));
  }
  const found = await Promise.all(ids.map((id) => mailbox.getHeaders(id).catch(ignoreVanished)));
  return found.filter((headers) => headers !== null);
}

export function ignoreVanished(error: unknown): null {
  if (error instanceof GoogleError && error.kind === "not_found") return null;
  throw error;
}
