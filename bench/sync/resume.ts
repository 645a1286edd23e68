import { setTimeout as sleep } from "node:timers/promises";

import { systemPool } from "#server/db/index.ts";
import { resumeBatch } from "#server/sync/index.ts";

import type { BenchGoogle } from "./google.ts";
import { approve, endOfImport, type OpenMailbox, type RunningImport, storedOf } from "./mailbox.ts";

const pageSize = 500;

/** Kills the worker in the middle. Answers how many pages were fetched twice, and the import that was resumed. */
export async function killAndResume(
  google: BenchGoogle,
  mailbox: OpenMailbox,
  worker: { kill: () => Promise<void>; restart: () => Promise<void> },
): Promise<{ repeatedPages: number; messages: number; running: RunningImport }> {
  await google.forget();
  const running = await approve(mailbox);
  const stand = async () => {
    const [row] = await systemPool().client<{ stored: number; total: number; paused: boolean }[]>`
      select b.stored + b.skipped as stored, b.total, j.status = 'paused' as paused
      from crm.sync_batches b join crm.jobs j on j.id = b.job_id where b.id = ${running.batchId}`;
    return row ?? { stored: 0, total: 1, paused: false };
  };
  for (let at = await stand(); at.stored < at.total * 0.4; at = await stand()) {
    // The same people write in every month of it, which a sample of its headers takes for fewer.
    if (at.paused) await resumeBatch(running.owner, { id: running.batchId });
    await sleep(20);
  }
  await worker.kill();
  await worker.restart();
  await endOfImport(running);
  const messages = await storedOf(running);
  const fetched = (await google.counts()).byPath["GET /gmail/v1/users/:userId/messages/:id"] ?? 0;
  return { repeatedPages: (fetched - messages) / pageSize, messages, running };
}
