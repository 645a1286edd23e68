import { sql } from "drizzle-orm";

import { emit, type OperationContext } from "#server/core/index.ts";

import type { EffectRow } from "./rows.ts";

/** Tells whoever shows the proposal that asked for an effect, and the conversation it came from, where it stands. */
export async function announce(
  ctx: OperationContext,
  { changeSetId }: Pick<EffectRow, "changeSetId">,
): Promise<void> {
  if (changeSetId === null) return;
  const rows = await ctx.open.tx.execute<{ id: string }>(
    sql`select id from crm.proposals where change_set_id = ${changeSetId}`,
  );
  for (const { id } of rows) await emit(ctx, { type: "proposal.changed", payload: { proposalId: id } });
}
