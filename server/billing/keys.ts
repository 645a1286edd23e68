import { type SQL, sql } from "drizzle-orm";

import { env } from "#server/env.ts";

/** YYYY-MM-DD in UTC, by the database's clock. */
export const today = () => sql`to_char(now() at time zone 'utc', 'YYYY-MM-DD')`;

/** What the operator lets one workspace spend in one day, in millionths of a US dollar: no limit of its own is above it. */
export const ceilingMicros = (): number => Math.round(env().MODEL_BUDGET_USD_PER_DAY * 1_000_000);

/** The counters that a usage row `u` stands in, or what has its columns: the rows (scope, subject, period, starts). */
export const countersOf = (u: SQL) =>
  sql`app.counters_of(${u}.day, ${u}.user_id, ${u}.use_case, ${u}.automation_id)`;

/** What holds for a counter `k`: its own limit, or that of each one; the workspace's day is never above the operator's. */
export const limitOf = (k: SQL) =>
  sql`app.limit_of(${k}.scope, ${k}.subject, ${k}.period, ${ceilingMicros()}::bigint)`;
