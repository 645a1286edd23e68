import { sql } from "drizzle-orm";

import { type Context, stepAtOnce } from "#server/core/index.ts";

import { countersOf } from "./keys.ts";

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
  const open = status === "settled" ? sql`u.status <> 'settled'` : sql`u.status = 'reserved'`;
  await stepAtOnce(
    ctx,
    sql`
      with before as (
        select u.* from crm.model_usage u where u.id = ${id} and ${open} for no key update
      ), done as (
        update crm.model_usage u set status = ${status}, settled_at = now(), outcome = ${end.outcome}, error = ${end.error ?? null},
          cost_micros = ${end.costMicros}, priced = ${end.priced ?? true}, input_tokens = ${end.inputTokens},
          cached_input_tokens = ${end.cachedInputTokens}, output_tokens = ${end.outputTokens},
          first_token_ms = ${end.firstTokenMs ?? null}, total_ms = ${end.totalMs ?? null},
          tool_calls = ${JSON.stringify(end.toolCalls ?? [])}::jsonb
        from before b where u.id = b.id
      ), locked as (
        select c.id, case when b.status = 'reserved' then b.reserved_micros else 0 end as back
        from before b cross join lateral (${countersOf(sql`b`)}) k
          join crm.budget_counters c on c.scope = k.scope and c.subject = k.subject and c.period = k.period and c.starts = k.starts
        order by c.scope, c.subject, c.period for no key update of c
      )
      update crm.budget_counters c set reserved_micros = greatest(0, c.reserved_micros - l.back),
        spent_micros = c.spent_micros + ${end.costMicros}
      from locked l where c.id = l.id`,
  );
}
