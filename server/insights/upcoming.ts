import { sql } from "drizzle-orm";

import type { Today } from "#lib/schemas/insights.ts";
import { listEvents } from "#server/calendar/index.ts";
import type { OperationContext } from "#server/core/index.ts";

import { cutToMore } from "./some.ts";

const eventsAtMost = 10;
const days = 7;
/** Of everybody in the workspace who shares a calendar: one's own are picked from these. */
const lookedAt = 200;

/** The caller's events of the next seven days and those under way, series spelled out, without what was declined. */
export async function readUpcoming(ctx: OperationContext, now: Date): Promise<Today["upcoming"]> {
  const to = new Date(now.getTime() + days * 86_400_000);
  const { items } = await listEvents(ctx, { from: now.toISOString(), to: to.toISOString(), limit: lookedAt });
  if (items.length === 0) return { items: [], more: false };
  const ids = [...new Set(items.map(({ id }) => id))];
  const own = await ctx.open.tx.execute<{ id: string }>(sql`
    select id from crm.calendar_events where owner_id = ${ctx.user.id} and id = any(${`{${ids.join(",")}}`}::uuid[])`);
  const mine = new Set(own.map(({ id }) => id));
  const coming = items.filter(({ id, response }) => mine.has(id) && response !== "declined");
  return cutToMore(coming, eventsAtMost, (event) => event);
}
