import { and, eq, ne, sql } from "drizzle-orm";

import { syncBatches } from "#drizzle/schema/sync.ts";
import { TakeBackConnectionInput, UndoBatchOutput } from "#lib/schemas/batches.ts";
import { disconnectAccount } from "#server/connections/index.ts";
import { emit, operation } from "#server/core/index.ts";

import { connectionRow, ownerOnly } from "./internal.ts";
import { startUndo } from "./undo/start-undo.ts";
import { jobsOfConnection, stopJobs } from "./undo/stop-jobs.ts";

export const takeBackConnection = operation({
  name: "connections.takeBack",
  summary: "Take back all that an account or file ever brought, and end the access to it where wanted",
  input: TakeBackConnectionInput,
  output: UndoBatchOutput,
  permission: "sync:write",
  effect: "write",
  ledger: "always",
  doors: ["action", "rest"],
  rest: { method: "POST", path: "/connections/{id}/take-back" },
  async run({ ctx, tx, input: { id, disconnect } }) {
    // An approval at the same moment is decided before or after this, not beside it.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${id}, 1))`);
    const connection = await connectionRow(tx, id);
    if (connection.ownerId !== ctx.user.id) throw ownerOnly(connection.label);
    await stopJobs(tx, jobsOfConnection(id, null));
    const batches = await tx
      .select()
      .from(syncBatches)
      .where(and(eq(syncBatches.connectionId, id), ne(syncBatches.status, "undone")));
    // Nothing is followed from now on: what ran by the rule has nothing to go by.
    await tx.execute(sql`delete from crm.sync_cursors where connection_id = ${id}`);
    const jobId = await startUndo(ctx, batches, { connectionId: id });
    if (disconnect && connection.provider !== "file") await disconnectAccount(ctx, { id });
    await emit(ctx, { type: "connection.changed", payload: { connectionId: id } });
    return { jobId };
  },
});
