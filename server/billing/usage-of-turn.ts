import { sql } from "drizzle-orm";

import type { TurnUsage } from "#lib/schemas/chat.ts";
import type { Tx } from "#server/db/index.ts";

/** What the calls of one turn cost together, over all processes that answered it. */
export async function usageOfTurn(tx: Tx, turnId: string): Promise<Omit<TurnUsage, "estimated">> {
  const [row] = await tx.execute<Omit<TurnUsage, "estimated"> & Record<string, unknown>>(sql`
    select count(*)::int as calls, coalesce(sum(input_tokens), 0)::int as "inputTokens",
      coalesce(sum(cached_input_tokens), 0)::int as "cachedInputTokens", coalesce(sum(output_tokens), 0)::int as "outputTokens",
      coalesce(sum(cost_micros), 0)::float8 as "costMicros"
    from crm.model_usage where turn_id = ${turnId} and status = 'settled'`);
  return row ?? { calls: 0, inputTokens: 0, cachedInputTokens: 0, outputTokens: 0, costMicros: 0 };
}
