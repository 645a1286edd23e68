import { sql } from "drizzle-orm";

import { env } from "#server/env.ts";

/** YYYY-MM-DD in UTC, by the database's clock. */
export const today = () => sql`to_char(now() at time zone 'utc', 'YYYY-MM-DD')`;

/** What one workspace may spend on models in one day, in millionths of a US dollar. */
export const dailyLimitMicros = (): number => Math.round(env().MODEL_BUDGET_USD_PER_DAY * 1_000_000);
