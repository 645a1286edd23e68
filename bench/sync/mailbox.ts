import { setTimeout as sleep } from "node:timers/promises";

import type { Context } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import { approvePreview, createPreview, getBatch, resumeBatch } from "#server/sync/index.ts";

import { newOwner } from "../owner.ts";
import { type BenchGoogle, connect } from "./google.ts";

export interface OpenMailbox {
  owner: Context;
  connectionId: string;
  previewId: string;
}

/** A new person's, previewed and ready to be approved. */
export async function previewMailbox(google: BenchGoogle, account: string): Promise<OpenMailbox> {
  const owner = await newOwner();
  const connectionId = await connect(google, owner, account);
  const { id: previewId, jobId } = await createPreview(owner, { connectionId, source: "gmail" });
  await endOf(jobId ?? "");
  return { owner, connectionId, previewId };
}

export interface RunningImport {
  owner: Context;
  batchId: string;
  jobId: string;
}

export async function approve({ owner, previewId }: OpenMailbox): Promise<RunningImport> {
  const { batchId, jobId } = await approvePreview(owner, { id: previewId });
  return { owner, batchId, jobId };
}

/** Waits until the import is done. One that found more people than its preview said goes on, as a person would let it. */
export const endOfImport = ({ owner, batchId, jobId }: RunningImport): Promise<void> =>
  endOf(jobId, () => resumeBatch(owner, { id: batchId }));

/** Waits until the job is done. */
export async function endOf(jobId: string, whenPaused?: () => Promise<unknown>): Promise<void> {
  for (;;) {
    const [job] = await systemPool().client<{ status: string; error: unknown }[]>`
      select status, error from crm.jobs where id = ${jobId}`;
    if (job?.status === "done") return;
    if (job?.status === "paused" && whenPaused) {
      await whenPaused();
      continue;
    }
    if (!job || !["queued", "running"].includes(job.status))
      throw new Error(`the job ended: ${JSON.stringify(job)}`);
    await sleep(10);
  }
}

/** Throws when it is not the whole mailbox. */
export async function storedOf({ owner, batchId }: RunningImport): Promise<number> {
  const { counts } = await getBatch({ ...owner, door: "rest" }, { id: batchId });
  if (counts.stored + counts.skipped !== counts.total || counts.failed > 0)
    throw new Error(`not all is accounted for: ${JSON.stringify(counts)}`);
  return counts.total;
}
