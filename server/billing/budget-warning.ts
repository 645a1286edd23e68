import { sql } from "drizzle-orm";

import type { Tx } from "#server/db/index.ts";

import { ceilingMicros } from "./keys.ts";
import { type Counter, nearlyUsedWords } from "./words.ts";

/** From here on a budget is nearly used up. */
export const warnFrom = 0.8;

type Row = Counter & { used: number };

/** The budget of the caller's chats that is used up most, in words, where that is 80 % or more. */
export async function budgetWarning(tx: Tx, useCase = "chat"): Promise<string | null> {
  const rows = await tx.execute<Row>(
    sql`select * from app.nearly_used(${useCase}, ${warnFrom}, ${ceilingMicros()})`,
  );
  const [worst] = rows;
  return worst ? nearlyUsedWords(worst, worst.used / (worst.limitMicros ?? 1)) : null;
}
