import { createReadStream } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

import { Imported } from "#lib/schemas/uploads.ts";
import type { Context } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import { receiveFile } from "#server/storage/index.ts";
import { approvePreview, createImport, getBatch } from "#server/sync/index.ts";

import { newOwner } from "../owner.ts";

export interface ImportTimes {
  workspaceId: string;
  messages: number;
  uploadSeconds: number;
  /** From the upload's answer until the preview is ready. */
  previewSeconds: number;
  /** From the approval until the import is done: what a person waits for. */
  approvedToDoneSeconds: number;
  /** The import job alone, from claim to end. */
  importSeconds: number;
}

/** Each import is its own person's, so that nothing is a duplicate of what was imported before. */
export async function importMailbox(path: string): Promise<ImportTimes> {
  const owner = await newOwner();
  const uploading = stopwatch();
  const file = await receiveFile(owner, { stream: createReadStream(path), fileName: "month.mbox" });
  const uploadSeconds = uploading();
  const previewing = stopwatch();
  const { previewId } = Imported.parse(await createImport(owner, { file }));
  await endOf(await previewJob(previewId));
  const previewSeconds = previewing();
  const approving = stopwatch();
  const { batchId, jobId } = await approvePreview(owner, { id: previewId });
  const importSeconds = await endOf(jobId);
  const approvedToDoneSeconds = approving();
  return {
    workspaceId: owner.workspace.id,
    messages: await accounted(owner, batchId),
    uploadSeconds,
    previewSeconds,
    approvedToDoneSeconds,
    importSeconds,
  };
}

function stopwatch(): () => number {
  const startedAt = performance.now();
  return () => (performance.now() - startedAt) / 1000;
}

async function previewJob(previewId: string): Promise<string> {
  const [row] = await systemPool().client<
    { job_id: string }[]
  >`select job_id from crm.previews where id = ${previewId}`;
  if (!row) throw new Error("the preview has no job");
  return row.job_id;
}

/** Waits until the job is done and answers how many seconds it ran. */
async function endOf(jobId: string): Promise<number> {
  for (;;) {
    const [job] = await systemPool().client<{ status: string; error: unknown; seconds: number }[]>`
      select status, error, extract(epoch from finished_at - started_at)::float8 as seconds from crm.jobs where id = ${jobId}`;
    if (job?.status === "done") return job.seconds;
    if (!job || !["queued", "running"].includes(job.status))
      throw new Error(`the job ended: ${JSON.stringify(job)}`);
    await sleep(5);
  }
}

/** Stored and skipped; throws when they are not the whole file. */
async function accounted(owner: Context, batchId: string): Promise<number> {
  const { counts } = await getBatch({ ...owner, door: "rest" }, { id: batchId });
  if (counts.stored + counts.skipped !== counts.total)
    throw new Error(`not all is accounted for: ${JSON.stringify(counts)}`);
  return counts.total;
}
