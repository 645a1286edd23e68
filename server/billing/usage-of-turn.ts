import { sql } from "drizzle-orm";

import type { TurnUsage } from "#lib/schemas/chat.ts";
import type { Tx } from "#server/db/index.ts";

type Sums = Omit<TurnUsage, "estimated" | "tookMs" | "warning">;

/** What the calls of one turn cost together, over all processes that answered it. */
export async function usageOfTurn(tx: Tx, turnId: string): Promise<Sums> {
  const [row] = await tx.execute<Sums & Record<string, unknown>>(sql`
    select count(*)::int as calls, coalesce(sum(input_tokens), 0)::int as "inputTokens",
      coalesce(sum(cached_input_tokens), 0)::int as "cachedInputTokens", coalesce(sum(output_tokens), 0)::int as "outputTokens",
      coalesce(sum(cost_micros), 0)::float8 as "costMicros", not coalesce(bool_and(priced), true) as unpriced
    from crm.model_usage where turn_id = ${turnId} and status = 'settled'`);
  return (
    row ?? { calls: 0, inputTokens: 0, cachedInputTokens: 0, outputTokens: 0, costMicros: 0, unpriced: false }
  );
}
