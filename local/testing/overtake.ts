import { setTimeout as delay } from "node:timers/promises";

import type { Context } from "#server/core/index.ts";
import { systemPool, type Tx } from "#server/db/index.ts";

import { inChangeSet } from "./ledger.ts";

/** Starts `late` while `first` has written but not committed, and lets it go on once it waits for that row. */
export async function overtake<T>(
  ctx: Context,
  first: (tx: Tx) => Promise<unknown>,
  late: () => Promise<T>,
): Promise<T> {
  let answer: Promise<T> | undefined;
  await inChangeSet(ctx, async (tx) => {
    await first(tx);
    answer = late();
    answer.catch(() => undefined);
    await someoneWaits();
  });
  if (!answer) throw new Error("the late call was never made");
  return answer;
}

async function someoneWaits(): Promise<void> {
  for (let attempt = 0; attempt < 500; attempt++) {
    const waiting = await systemPool().client`
      select 1 from pg_locks l join pg_stat_activity a on a.pid = l.pid
      where not l.granted and a.datname = current_database()`;
    if (waiting.length > 0) return;
    await delay(10);
  }
  throw new Error("nobody waited for the row");
}
