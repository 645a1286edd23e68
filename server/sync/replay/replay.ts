import { sql } from "drizzle-orm";

import { AppError, notFound } from "#lib/errors.ts";
import { DayJobOutput, ReplayFailedInput } from "#lib/schemas/reconciliation.ts";
import { operation } from "#server/core/index.ts";
import { enqueueJob } from "#server/jobs/index.ts";

import { connectionRow, ownerOnly } from "../internal.ts";
import { isFailed } from "./failed-rows.ts";

export const replayFailed = operation({
  name: "failedItems.replay",
  summary:
    "Try one failed item again, or all of an account or file: from the bytes that were kept, else from the provider",
  guidance:
    "The ids come from failedItems_list. What succeeds is an import of its own that can be taken back.",
  input: ReplayFailedInput,
  output: DayJobOutput,
  permission: "sync:write",
  effect: "write",
  ledger: "always",
  doors: ["action", "rest", "tool", "mcp"],
  rest: { method: "POST", path: "/connections/{id}/failed/replay" },
  async run({ ctx, tx, input: { id, itemId } }) {
    const connection = await connectionRow(tx, id);
    if (connection.ownerId !== ctx.user.id) throw ownerOnly(connection.label);
    const [found] = await tx.execute<{ count: number }>(sql`
      select count(*)::int as count from crm.raw_events r
      where r.connection_id = ${id} and ${isFailed} and ${itemId ? sql`r.id = ${itemId}` : sql`true`}`);
    const progressTotal = found?.count ?? 0;
    if (progressTotal === 0 && itemId) throw notFound("failed item");
    if (progressTotal === 0) throw new AppError("conflict", `Nothing of ${connection.label} has failed.`);
    const payload = { connectionId: id, ...(itemId ? { itemId } : {}) };
    const options = { key: `${id} ${itemId ?? ""}`, progressTotal };
    return { jobId: await enqueueJob(ctx, "failedItems.replay", payload, options) };
  },
});
