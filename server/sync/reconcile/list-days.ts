import { sql } from "drizzle-orm";

import { type DaySource, ListDaysInput, MailboxDays } from "#lib/schemas/reconciliation.ts";
import { operation } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

import { today, undated } from "./days.ts";
import { ownConnection, sourceMeant } from "./own-account.ts";
import { countedRange, readDays } from "./read-days.ts";
import { timeZoneOf } from "./time-zone.ts";

export const listDays = operation({
  name: "mailboxDays.list",
  summary:
    "Account for an account or file by day: what it has, what is stored, left out and why, failed, missing",
  guidance:
    "The id comes from connections_list. Of an account only days that were counted are listed, each with when: mailboxDays_count counts them. Of a file all days that hold anything are, since its preview.",
  input: ListDaysInput,
  output: MailboxDays,
  permission: "sync:read",
  effect: "read",
  doors: ["rest", "tool", "mcp"],
  rest: { method: "GET", path: "/connections/{id}/days" },
  async run({ ctx, tx, input: { id, source: wanted, from, to } }) {
    const connection = await ownConnection(tx, ctx, id);
    const source = sourceMeant(connection, wanted);
    const timeZone = await timeZoneOf(tx, connection.ownerId);
    const of = { connectionId: id, source, timeZone };
    const [noDate] = await readDays(tx, of, { from: undated, to: undated });
    return {
      source,
      timeZone,
      today: today(timeZone),
      days: await readDays(tx, of, { from, to }),
      undated: noDate ?? null,
      counted: await countedRange(tx, of),
      job: await jobUnderWay(tx, id, source),
    };
  },
});

async function jobUnderWay(tx: Tx, connectionId: string, source: DaySource): Promise<MailboxDays["job"]> {
  const [job] = await tx.execute<{ id: string; kind: "count" | "fetch" }>(sql`
    select id, split_part(kind, '.', 2) as kind from crm.jobs where kind in ('mailboxDays.count', 'mailboxDays.fetch') and status in ('queued', 'running')
      and payload ->> 'connectionId' = ${connectionId} and payload ->> 'source' = ${source} order by id desc limit 1`);
  return job ? { id: job.id, kind: job.kind } : null;
}
