import { sql } from "drizzle-orm";

import { type Context, stepAtOnce } from "#server/core/index.ts";

/** What became of a call. */
export interface CallEnd {
  outcome: "answered" | "failed" | "cut" | "stopped";
  error?: string | null;
  /** Millionths of a US dollar. */
  costMicros: number;
  /** False where the price is not known: the cost is then what budgets hold it to. */
  priced?: boolean;
  inputTokens: number;
  cachedInputTokens: number;
  outputTokens: number;
  firstTokenMs?: number | null;
  totalMs?: number | null;
  toolCalls?: readonly { id: string; name: string }[];
}

/** Replaces a reservation by what the call cost. Twice has no effect; one released meanwhile is charged all the same. */
export const settleModelCall = (ctx: Context, id: string, end: CallEnd): Promise<void> =>
  close(ctx, id, "settled", end);

/** Gives a reservation back, for a call that was not made or cost nothing. */
export const releaseModelCall = (
  ctx: Context,
  id: string,
  end: Partial<Pick<CallEnd, "outcome" | "error" | "totalMs">> = {},
): Promise<void> =>
  close(ctx, id, "released", {
    outcome: "failed",
    ...end,
    costMicros: 0,
    inputTokens: 0,
    cachedInputTokens: 0,
    outputTokens: 0,
  });

async function close(ctx: Context, id: string, status: "settled" | "released", end: CallEnd): Promise<void> {
  await stepAtOnce(
    ctx,
    sql`select app.close_model_call(${id}, ${status}, ${end.outcome}, ${end.error ?? null}, ${end.costMicros}, ${end.priced ?? true},
      ${end.inputTokens}, ${end.cachedInputTokens}, ${end.outputTokens}, ${end.firstTokenMs ?? null}, ${end.totalMs ?? null},
      ${JSON.stringify(end.toolCalls ?? [])}::jsonb)`,
  );
}
