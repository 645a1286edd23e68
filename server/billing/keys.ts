import { type SQL, sql } from "drizzle-orm";

import { env } from "#server/env.ts";

/** YYYY-MM-DD in UTC, by the database's clock. */
export const today = () => sql`to_char(now() at time zone 'utc', 'YYYY-MM-DD')`;

/** What the operator lets one workspace spend in one day, in millionths of a US dollar: no limit of its own is above it. */
export const ceilingMicros = (): number => Math.round(env().MODEL_BUDGET_USD_PER_DAY * 1_000_000);

/**
 * The counters that a call stands in: the rows (scope, subject, period, starts) for a usage row `u` or what has its columns.
 * Everywhere in the same order, so that those who lock several never wait for each other in a circle.
 */
export const countersOf = (u: SQL) => sql`
  select k.scope, k.subject, p.period, case p.period when 'day' then ${u}.day else left(${u}.day, 7) || '-01' end as starts
  from (values ('automation', ${u}.automation_id::text), ('member', ${u}.user_id::text), ('useCase', ${u}.use_case), ('workspace', ''))
    as k(scope, subject) cross join (values ('day'), ('month')) as p(period)
  where k.subject is not null`;

/** What holds for a counter `k`: its own limit, or that of each one; the workspace's day is never above the operator's. */
export const limitOf = (k: SQL) => sql`least(
  coalesce(
    (select l.limit_micros from crm.budget_limits l where l.scope = ${k}.scope and l.subject = ${k}.subject and l.period = ${k}.period),
    (select l.limit_micros from crm.budget_limits l where l.scope = ${k}.scope and l.subject = '' and l.period = ${k}.period)),
  case when ${k}.scope = 'workspace' and ${k}.period = 'day' then ${ceilingMicros()}::bigint end)`;
