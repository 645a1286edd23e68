import { Readable } from "node:stream";

import type { Context } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import { receiveFile } from "#server/storage/index.ts";
import { createImport } from "#server/sync/index.ts";
import { runClaimed } from "#worker/run.ts";

/** Uploads a mailbox as a door would. */
export async function uploadMailbox(ctx: Context, fileName: string, bytes: Uint8Array, mailbox?: string) {
  const file = await receiveFile(ctx, { stream: Readable.from([Buffer.from(bytes)]), fileName });
  return createImport(ctx, { file, ...(mailbox ? { mailbox } : {}) });
}

/** Runs the queued jobs of a workspace in this process, as a worker would, until none is left. */
export async function runJobsOf(ctx: Context): Promise<void> {
  for (;;) {
    const [job] = await systemPool().client<{ id: string }[]>`
      select id from crm.jobs where workspace_id = ${ctx.workspace.id} and status = 'queued' and run_at <= now() order by id limit 1`;
    if (!job) return;
    await runClaimed(job.id, new AbortController().signal);
  }
}
