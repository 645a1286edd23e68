import { step } from "#server/core/index.ts";
import { GoogleError, type GmailClient } from "#server/google/index.ts";
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
  { pageOf }: Listing,
  ids: readonly string[],
): Promise<Map<string, unknown>> {
  const known = await step(job.ctx, ({ tx }) => allDetails(tx, previewId));
  const missing = ids.filter((id) => known[id] === undefined);
  for (let start = 0; start < missing.length; start += stepSize) {
    job.signal.throwIfAborted();
    const read = await concurrently(missing.slice(start, start + stepSize), width, async (id) => {
      const headers = await mailbox.getHeaders(id).catch(ignoreVanished);
      return headers && { id, page: pageOf.get(id) ?? 0, kept: toKept(headers) };
    });
    const byPage = new Map<number, Record<string, unknown>>();
    for (const { id, page, kept } of read.filter((one) => one !== null)) {
      known[id] = kept;
      byPage.set(page, { ...byPage.get(page), [id]: kept });
    }
    await step(job.ctx, async ({ tx }) => {
      await job.checkpoint(tx, { done: start + read.length, total: missing.length });
      for (const [seq, details] of byPage) await addDetails(tx, previewId, seq, details);
    });
    await job.told();
  }
  return new Map(ids.flatMap((id) => (known[id] === undefined ? [] : [[id, known[id]]])));
}

export function ignoreVanished(error: unknown): null {
  if (error instanceof GoogleError && error.kind === "not_found") return null;
  throw error;
}
