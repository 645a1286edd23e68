import { setTimeout as sleep } from "node:timers/promises";

import { systemPool } from "#server/db/index.ts";

import type { BenchGoogle } from "./google.ts";
import { approve, endOfImport, type OpenMailbox, previewMailbox, storedOf } from "./mailbox.ts";

export const mailboxCount = 50;

/** All approved at once: the least progress over the most, at the moment when the first one is done. */
export async function measureFairness(google: BenchGoogle, accounts: readonly string[]): Promise<number> {
  const mailboxes: OpenMailbox[] = [];
  for (const account of accounts) mailboxes.push(await previewMailbox(google, account));
  const running = await Promise.all(mailboxes.map(approve));
  const batchIds = running.map(({ batchId }) => batchId);
  for (;;) {
    const [spread] = await systemPool().client<{ least: number; most: number; ended: number }[]>`
      select min(stored + skipped) as least, max(stored + skipped) as most, count(*) filter (where status = 'done')::int as ended
      from crm.sync_batches where id = any(${batchIds})`;
    if (spread && spread.ended > 0) {
      await Promise.all(running.map(endOfImport));
      await Promise.all(running.map(storedOf));
      return spread.least / spread.most;
    }
    await sleep(50);
  }
}
